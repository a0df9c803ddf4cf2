package dev.mooring.support.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The caller of a decorator does not know what it sent again, so its answers are settled here. */
class ResentWritesTest {

    private static final WriteKey KEY = WriteKey.of("d", 1);
    private static final String DRAWN = "7b3f2a1c-9d4e-4f60-8a2b-0123456789ab";
    private final TemporaryFailure lost = TemporaryFailure.maybeApplied("lost", null);

    private final FakeBackend backend = new FakeBackend();
    private final SyncAdapter adapter =
            Resilience.builder("test").sleeper(pause -> {}).build().around(backend);

    @Test
    void aCreateWithARandomIdIsNoConflictWithItself() {
        Change mine = there(DRAWN, Map.of("title", "trimmed by the server"));
        backend.failing(lost).answer = Outcome.conflict(mine);

        assertThat(adapter.create(create(DRAWN))).isEqualTo(Outcome.applied(mine));
    }

    @Test
    void aBatchIsSettledWriteByWrite() {
        Change mine = there(DRAWN, Map.of("title", "trimmed by the server"));
        backend.failing(lost).answer = Outcome.conflict(mine);
        BatchWrites batch = adapter.capability(BatchWrites.class).orElseThrow();

        assertThat(batch.write(List.of(create(DRAWN), create("x"))))
                .containsExactly(Outcome.applied(mine), Outcome.conflict(mine));
    }

    @Test
    void theFirstAnswerIsTheBackendsOwn() {
        backend.answer = Outcome.conflict(there(DRAWN, Map.of("title", "Milk")));

        assertThat(adapter.create(create(DRAWN))).isEqualTo(backend.answer);
    }

    /** What surely did not arrive cannot be what is there. */
    @Test
    void nothingIsSettledWhenNoAttemptCanHaveArrived() {
        backend.failing(TemporaryFailure.notApplied("down", null)).answer =
                Outcome.conflict(there(DRAWN, Map.of("title", "theirs")));

        assertThat(adapter.create(create(DRAWN))).isEqualTo(backend.answer);
    }

    @Test
    void anIdThatIsNotRandomMayBeSomebodyElses() {
        backend.failing(lost).answer = Outcome.conflict(there("milk", Map.of("title", "theirs")));

        assertThat(adapter.create(create("milk"))).isEqualTo(backend.answer);
    }

    @Test
    void aKeyInTheRecordSettlesAnUpdate() {
        Document now = Document.of("milk", Map.of("title", "Bread")).withContains(Set.of(KEY));
        backend.failing(lost).answer = Outcome.conflict(Change.of(now));

        assertThat(adapter.update(Update.unconditional(KEY, "milk", Map.of("title", "Milk"))))
                .isEqualTo(Outcome.applied(Change.of(now)));
    }

    private static Create create(String id) {
        return Create.of(KEY, id, Map.of("title", " Milk "));
    }

    private static Change there(String id, Map<String, ?> fields) {
        return Change.of(Document.of(id, fields));
    }
}
