package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.TemporaryFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a migration is for: the target has what the source has. */
class MigrationTest {

    @TempDir
    private Path directory;

    private final Shelf source = new Shelf(new InMemoryBackend());
    private final Shelf target = new Shelf(new InMemoryBackend());

    @Test
    void theTargetHasWhatTheSourceHas() {
        source.fill(2500);

        Report report = migration().build().run();

        assertThat(target.all()).isEqualTo(source.all());
        assertThat(report.clean()).isTrue();
        assertThat(report.state()).isEqualTo(State.TAILING);
        assertThat(report.collection("items").counts().created()).isEqualTo(2500);
    }

    @Test
    void theNextRunCarriesWhatChangedAndNothingElse() {
        source.fill(100);
        migration().build().run();
        long before = target.effects();

        source.create("new", Map.of("title", "new"));
        source.update("r1", Map.of("title", "changed"));
        source.delete("r2");
        migration().build().run();

        assertThat(target.all()).isEqualTo(source.all());
        assertThat(target.effects() - before).isEqualTo(3);
    }

    @Test
    void aDeletedAndRecreatedRecordIsThere() {
        source.fill(3);
        migration().build().run();
        source.delete("r1");
        migration().build().run();
        source.create("r1", Map.of("title", "number 1", "place", 1));
        migration().build().run();

        assertThat(target.all()).isEqualTo(source.all()).containsKey("r1");
    }

    @Test
    void aSecondRunWritesNothing() {
        source.fill(100);
        migration().build().run();
        long before = target.effects();

        migration().build().run();

        assertThat(target.effects()).isEqualTo(before);
    }

    @Test
    void recordsOfTheTargetThatDifferAreOverwritten() {
        source.fill(3);
        target.create("r1", Map.of("title", "old", "other", true));

        migration().build().run();

        assertThat(target.all()).isEqualTo(source.all());
    }

    @Test
    void whatIsGoneWhenTheLostAnswerIsAskedForAgainIsMadeAgain() {
        source.fill(1);
        AtomicBoolean lost = new AtomicBoolean();
        Disturbed unlucky = new Disturbed(target.adapter(), new Disturbed.Disturbance() {
            @Override
            public void before(String call) {}

            @Override
            public void after(String call) {
                if (call.equals("write") && !lost.getAndSet(true)) {
                    target.delete("r0");
                    throw TemporaryFailure.maybeApplied("the answer was lost", null);
                }
            }
        });

        Migration.from(source.side())
                .to(Side.of("items", unlucky))
                .checkpoint(directory.resolve("checkpoint"))
                .waits(time -> {})
                .build()
                .run();

        assertThat(target.all()).isEqualTo(source.all());
    }

    @Test
    void verifyFindsWhatDiffersAndRepairMendsIt() {
        source.fill(2000);
        migration().build().run();
        target.update("r7", Map.of("title", "spoiled"));
        target.delete("r8");
        target.create("stranger", Map.of("title", "not of this migration"));

        Report found = migration().build().verify();
        Report mended = migration().build().repair();

        Verification first = found.collection("items").verification();
        assertThat(first.differences()).isEqualTo(2);
        assertThat(first.explained()).isEqualTo(1);
        assertThat(first.first())
                .extracting(Difference::id, Difference::kind)
                .containsExactly(
                        tuple("r7", Difference.Kind.DIFFERENT),
                        tuple("r8", Difference.Kind.MISSING),
                        tuple("stranger", Difference.Kind.EXTRA));
        assertThat(mended.clean()).isTrue();
        target.delete("stranger");
        assertThat(target.all()).isEqualTo(source.all());
    }

    private Migration.Builder migration() {
        return Migration.from(source.side()).to(target.side()).checkpoint(directory.resolve("checkpoint"));
    }
}
