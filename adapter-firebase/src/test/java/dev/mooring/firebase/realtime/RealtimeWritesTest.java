package dev.mooring.firebase.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.On;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealtimeWritesTest {

    private static final RealtimeCollection KEYED =
            RealtimeCollection.builder().writeKeys("writes").encoded("notes").build();

    private final Setup plain = new Setup();
    private final Setup keyed = new Setup(KEYED);

    @AfterEach
    void stop() {
        plain.close();
        keyed.close();
    }

    /** Other clients of the database read the record as if one of them had written it. */
    @Test
    void recordHasTheNaturalLayout() {
        plain.make("-Nx1", Map.of("title", "Milk", "done", false, "tags", List.of("a", "b"), "in", Map.of("n", 1L)));

        assertThat(plain.simulator.at("todos", "-Nx1"))
                .isEqualTo(Map.of(
                        "title",
                        "Milk",
                        "done",
                        false,
                        "tags",
                        List.of("a", "b"),
                        "in",
                        Map.of("n", 1d),
                        "updatedAt",
                        (double) plain.simulator.now()));
    }

    @Test
    void tombstoneKeepsNothingOfTheRecord() {
        Document there = plain.make("a", Map.of("title", "Milk"));

        Change gone = Setup.applied(plain.todos().delete(Delete.of(plain.key(), there)));

        assertThat(plain.simulator.at("todos", "a"))
                .isEqualTo(Map.of("deleted", true, "updatedAt", (double) plain.simulator.now()));
        assertThat(gone.version()).isPresent();
    }

    @Test
    void membersThatOthersPutIntoARecordSurviveAnUpdate() {
        plain.simulator.put(Map.of("title", "Milk", "theirs", Map.of("x", 1)), "todos", "a");

        plain.todos().update(Update.unconditional(plain.key(), "a", Map.of("title", "Bread")));

        assertThat(plain.simulator.at("todos", "a", "theirs")).isEqualTo(Map.of("x", 1d));
        assertThat(plain.simulator.at("todos", "a", "title")).isEqualTo("Bread");
    }

    /** What the database would change is refused by the field's name; an encoded field keeps it. */
    @Test
    void valuesThatTheDatabaseWouldChangeAreRefusedOrEncoded() {
        List<@Nullable Object> values = Arrays.asList(
                Map.of(),
                List.of(),
                Arrays.asList("a", null),
                Map.of("0", "x", "1", "y"),
                Map.of("a.b", 1L),
                Map.of(".sv", "timestamp"),
                (1L << 53) + 1,
                BigInteger.TWO.pow(80).add(BigInteger.ONE),
                new BigDecimal("0.12345678901234567890"));
        int n = 0;
        for (Object value : values) {
            String id = "r" + n++;
            Outcome refused = plain.todos().create(Create.of(plain.key(), id, Map.of("notes", value)));
            assertThat(refused.toString()).as("%s", value).contains("Refused").contains("'notes'");

            Document kept = keyed.make(id, Map.of("notes", value));
            assertThat(keyed.todos().changesSince(Cursor.START, 100).changes())
                    .as("%s", value)
                    .contains(Change.of(kept));
        }
        assertThat(plain.simulator.at("todos")).isNull();
        assertThat(keyed.simulator.at("todos", "r0", "notes")).isEqualTo("{}");
    }

    @Test
    void numbersThatADoubleKeepsAreTaken() {
        Map<String, Object> numbers =
                Map.of("a", 1L << 53, "b", new BigDecimal("0.1"), "c", 0.1 + 0.2, "d", -1L, "e", 1e300, "f", 1.5);

        Document made = plain.make("n", numbers);

        assertThat(made.fields()).isEqualTo(Document.of("n", numbers).fields());
    }

    @Test
    void fieldsOfTheAdapterCannotBeSet() {
        for (String field : List.of("updatedAt", "deleted")) {
            Outcome outcome = plain.todos().create(Create.of(plain.key(), "a", Map.of(field, 1L)));

            assertThat(outcome.toString()).contains("Refused").contains("'" + field + "'");
        }
    }

    /** Its answer was lost: 412 comes from the write itself, and its key in the record says so. */
    @Test
    void ownEffectIsKnownByTheKeyAlthoughOthersWroteSince() {
        Document base = keyed.make("a", Map.of("n", 1L, "m", 1L));
        Update update = Update.of(keyed.key(), base, Map.of("n", 2L));
        lost(keyed, update);
        keyed.simulator.put("theirs", "todos", "a", "n");

        Document now = Setup.document(keyed.todos().update(update.again()));

        assertThat(now.contains(update.key())).isTrue();
        assertThat(now.fields()).containsEntry("n", "theirs");
    }

    /** Without keys the same is a conflict: the contents alone do not tell who wrote them. */
    @Test
    void ownEffectIsAConflictWhereNoKeysAreKept() {
        Document base = plain.make("a", Map.of("n", 1L));
        Update update = Update.of(plain.key(), base, Map.of("n", 2L));
        lost(plain, update);

        Outcome outcome = plain.todos().update(update.again());

        assertThat(outcome).isInstanceOf(Outcome.Conflict.class);
        assertThat(plain.simulator.at("todos", "a", "n")).isEqualTo(2d);
    }

    @Test
    void createThatWasDeletedSinceIsNotMadeAgain() {
        Create create = Create.of(keyed.key(), "a", Map.of("n", 1L));
        lost(keyed, create);
        keyed.todos().delete(Delete.unconditional(WriteKey.of("tablet", 1), "a"));

        Change now = Setup.applied(keyed.todos().create(create.again()));

        assertThat(now).isInstanceOf(Change.Removal.class);
        assertThat(keyed.simulator.at("todos", "a", "deleted")).isEqualTo(true);
    }

    @Test
    void keysOfOtherDevicesStayInTheRecord() {
        Document made = keyed.make("a", Map.of("n", 1L));
        Write other = new Update(WriteKey.of("tab.let/1", 7), "a", Map.of("n", 2L), Optional.of(made), false);

        Document now = Setup.document(other.sendTo(keyed.todos()));

        assertThat(now.contains()).containsAll(made.contains()).contains(other.key());
    }

    /** Without the server's time there is no version: the next update would never match. */
    @Test
    void answerThatRepeatsWhatWasSentIsReadBack() {
        plain.simulator.repeatWhatIsSent();

        Document made = plain.make("a", Map.of("n", 1L));
        assertThat(made.modifiedAt().map(Instant::toEpochMilli).map(Long::doubleValue))
                .hasValue((Double) plain.simulator.at("todos", "a", "updatedAt"));
        Outcome updated = plain.todos().update(Update.of(plain.key(), made, Map.of("n", 2L)));

        assertThat(Setup.document(updated).fields()).isEqualTo(Map.of("n", 2L));
    }

    /** The write was taken: whatever stops the look, it may not be told as if nothing had happened. */
    @ParameterizedTest
    @ValueSource(ints = {401, 404, 503})
    void writeThatCannotBeReadBackIsOpen(int status) {
        plain.simulator.repeatWhatIsSent();
        plain.faults.arm(On.nextRead(), Fault.status(status));

        assertThatThrownBy(() -> plain.make("a", Map.of("n", 1L)))
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        e -> assertThat(e.maybeApplied()).isTrue());
        assertThat(plain.simulator.at("todos", "a", "n")).isEqualTo(1d);
    }

    private static void lost(Setup setup, Write write) {
        setup.faults.arm(On.everyWrite(), Fault.loseAnswer());
        assertThatThrownBy(() -> write.sendTo(setup.todos()))
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        e -> assertThat(e.maybeApplied()).isTrue());
        setup.faults.clear();
    }
}
