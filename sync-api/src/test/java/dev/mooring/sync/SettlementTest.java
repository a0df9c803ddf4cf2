package dev.mooring.sync;

import static dev.mooring.sync.FieldsTest.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettlementTest {

    private static final WriteKey KEY = WriteKey.of("device", 1);
    private static final Document OTHER =
            Document.of("1", Map.of("a", 1, "b", 2)).withVersion(new Version("v"));
    private static final Change GONE = Change.deleted("1");
    private static final Write CREATE = Create.of(KEY, "1", Map.of("a", 9));
    private static final Write UPDATE = Update.of(KEY, OTHER, Map.of("a", 9));
    private static final Write DELETE = Delete.of(KEY, OTHER);

    @Test
    void whatIsNoConflictStays() {
        Outcome refused = Outcome.refused("code", "why");
        Outcome silent = Outcome.applied();

        assertThat(Settlement.of(CREATE, refused, true)).isSameAs(refused);
        assertThat(Settlement.of(CREATE.again(), silent, true)).isSameAs(silent);
    }

    @Test
    void aContainedKeySettlesEveryWrite() {
        Change mine = Change.of(OTHER.withContains(Set.of(WriteKey.of("x", 3), KEY)));
        Change theirs = Change.of(OTHER.withContains(Set.of(WriteKey.of("device", 2))));

        for (Write write : new Write[] {CREATE, UPDATE, DELETE}) {
            assertThat(settled(write, mine)).isEqualTo(Outcome.applied(mine));
            assertThat(settled(write, theirs)).isEqualTo(Outcome.conflict(theirs));
        }
    }

    @Test
    void contentsThatCoverTheWriteSettleIt() {
        Change there = Change.of(OTHER);

        assertThat(settled(Create.of(KEY, "1", map("a", 1.0, "c", null)), there))
                .isEqualTo(Outcome.applied(there));
        assertThat(settled(Update.of(KEY, OTHER, map("b", 2, "c", null)), there))
                .isEqualTo(Outcome.applied(there));
        assertThat(settled(Create.of(KEY, "1", Map.of("a", 1, "c", 3)), there)).isEqualTo(Outcome.conflict(there));
        assertThat(settled(Update.of(KEY, OTHER, map("a", null)), there)).isEqualTo(Outcome.conflict(there));
    }

    @Test
    void aRandomIdSettlesAResentCreateOnly() {
        Change there = Change.of(OTHER);
        Outcome conflict = Outcome.conflict(there);

        assertThat(Settlement.of(CREATE.again(), conflict, true)).isEqualTo(Outcome.applied(there));
        assertThat(Settlement.of(CREATE, conflict, true)).isEqualTo(conflict);
        assertThat(Settlement.of(CREATE.again(), conflict, false)).isEqualTo(conflict);
        assertThat(Settlement.of(UPDATE.again(), conflict, true)).isEqualTo(conflict);
        assertThat(Settlement.of(DELETE.again(), conflict, true)).isEqualTo(conflict);
    }

    @Test
    void anIdThatWasDrawnIsKnownByItsForm() {
        String drawn = "7b3f2a1c-9d4e-4f60-8a2b-0123456789ab";
        for (String id : new String[] {drawn, drawn.toUpperCase(Locale.ROOT), drawn.replace("-4f60", "-7f60")}) {
            Change there = Change.of(Document.of(id, Map.of("a", 1)));

            assertThat(Settlement.of(create(id).again(), Outcome.conflict(there)))
                    .as(id)
                    .isEqualTo(Outcome.applied(there));
            assertThat(Settlement.of(create(id), Outcome.conflict(there))).isEqualTo(Outcome.conflict(there));
        }
        for (String id : new String[] {"1", drawn.replace("-4f60", "-1f60"), drawn + "0"}) {
            Outcome conflict = Outcome.conflict(Change.of(Document.of(id, Map.of("a", 1))));

            assertThat(Settlement.of(create(id).again(), conflict)).as(id).isEqualTo(conflict);
        }
    }

    /** A backend that makes the ids may name another record that is in the way. */
    @Test
    void aRandomIdSettlesNothingUnderAnotherId() {
        Outcome conflict = Outcome.conflict(Change.of(Document.of("2", Map.of("a", 1))));

        assertThat(Settlement.of(CREATE.again(), conflict, true)).isEqualTo(conflict);
    }

    @Test
    void aCreateWithoutFieldsIsNotSettledByAnybodysRecord() {
        Write nothing = Create.of(KEY, "1", map("a", null));
        Change theirs = Change.of(OTHER);
        Change empty = Change.of(Document.of("1", Map.of()));

        assertThat(settled(nothing, theirs)).isEqualTo(Outcome.conflict(theirs));
        assertThat(settled(nothing, empty)).isEqualTo(Outcome.applied(empty));
        assertThat(settled(nothing, Change.of(OTHER.withContains(Set.of(KEY))))).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void goneIsWhatADeleteWantedAndNobodyElse() {
        Change left = new Change.Removal("1", Change.Reason.LEFT, Optional.of(new Version("t")));

        assertThat(settled(DELETE, GONE)).isEqualTo(Outcome.applied(GONE));
        assertThat(settled(DELETE, left)).isEqualTo(Outcome.applied(left));
        assertThat(Settlement.of(CREATE.again(), Outcome.conflict(GONE), true)).isEqualTo(Outcome.conflict(GONE));
        assertThat(settled(UPDATE, GONE)).isEqualTo(Outcome.conflict(GONE));
    }

    private static Write create(String id) {
        return Create.of(KEY, id, Map.of("a", 9));
    }

    private static Outcome settled(Write write, Change there) {
        return Settlement.of(write, Outcome.conflict(there), false);
    }
}
