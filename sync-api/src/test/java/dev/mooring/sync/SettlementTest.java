package dev.mooring.sync;

import static dev.mooring.sync.FieldsTest.map;
import static org.assertj.core.api.Assertions.assertThat;

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
    void goneIsWhatADeleteWantedAndNobodyElse() {
        Change left = new Change.Removal("1", Change.Reason.LEFT, Optional.of(new Version("t")));

        assertThat(settled(DELETE, GONE)).isEqualTo(Outcome.applied(GONE));
        assertThat(settled(DELETE, left)).isEqualTo(Outcome.applied(left));
        assertThat(Settlement.of(CREATE.again(), Outcome.conflict(GONE), true)).isEqualTo(Outcome.conflict(GONE));
        assertThat(settled(UPDATE, GONE)).isEqualTo(Outcome.conflict(GONE));
    }

    private static Outcome settled(Write write, Change there) {
        return Settlement.of(write, Outcome.conflict(there), false);
    }
}
