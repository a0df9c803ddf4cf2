package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.Replay;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Write;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that is too much for a target, in time or in size, is made smaller, and stays so for a while. */
class BatchSizeTest {

    private static final int TAKEN = 10;

    @TempDir
    private Path directory;

    private final Shelf source = new Shelf(new InMemoryBackend());
    private final Shelf target = new Shelf(
            InMemoryBackend.builder().guarantees(each -> each.largestBatch(100)).build());
    private final List<Integer> tooMany = new ArrayList<>();

    @Test
    void aBatchThatNeverEndsInTimeIsHalved() {
        source.fill(300);

        migration(target, this::late).build().run();

        assertThat(target.all()).isEqualTo(source.all());
        assertThat(target.effects()).isEqualTo(300);
        assertThat(tooMany)
                .as("each of them costs a time-out")
                .startsWith(100, 50, 25, 12)
                .hasSizeLessThan(10);
    }

    @Test
    void aBatchThatGrowsAgainDoesSoByItsOwnSizeOnly() {
        source.fill(3000);
        List<Integer> sizes = new ArrayList<>();

        migration(target, writes -> {
                    sizes.add(writes.size());
                    if (sizes.size() == 1) {
                        throw TemporaryFailure.maybeApplied("no answer in time", null);
                    }
                })
                .build()
                .run();

        assertThat(sizes).startsWith(100, 50, 50).endsWith(100, 100);
    }

    @Test
    void thatABatchIsTooLargeIsFoundOutOnce() {
        source.fill(300);

        migration(target, this::large).build().run();

        assertThat(target.all()).isEqualTo(source.all());
        assertThat(target.effects()).isEqualTo(300);
        assertThat(tooMany).startsWith(100, 50, 25, 12).hasSizeLessThan(20);
    }

    @Test
    void whatIsSentAgainInSmallerPartsHasItsEffectOnce() {
        source.fill(300);
        Disturbed lossy = new Disturbed(target.adapter(), new Disturbed.Disturbance() {
            private int sent;

            @Override
            public void before(String call) {}

            @Override
            public void writing(List<Write> writes) {
                sent = writes.size();
            }

            @Override
            public void after(String call) {
                if (call.equals("write") && sent > TAKEN) {
                    throw TemporaryFailure.maybeApplied("no answer in time", null);
                }
            }
        });

        Report report = migration(lossy).build().run();

        assertThat(report.clean()).isTrue();
        assertThat(target.all()).isEqualTo(source.all());
        assertThat(target.effects()).isEqualTo(300);
    }

    @Test
    void aCreateThatMayDoubleIsSentOnceWhateverBecomesOfTheRestOfItsBatch() {
        Shelf nameless = new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.ids(Ids.serverMade(Ids.Type.TEXT)).replay(Replay.IDS))
                .build());
        source.fill(2);
        migration(nameless, writes -> {}).build().run();
        source.update("r0", Map.of("title", "changed"));
        source.create("new", Map.of("title", "new"));
        List<String> creates = new ArrayList<>();

        assertThatExceptionOfType(TemporaryFailure.class)
                .isThrownBy(() -> migration(nameless, writes -> {
                            writes.forEach(write ->
                                    write.match(create -> creates.add(create.id()), update -> false, delete -> false));
                            throw TemporaryFailure.maybeApplied("no answer in time", null);
                        })
                        .build()
                        .run());

        assertThat(creates).hasSizeLessThan(2);
    }

    private void late(List<Write> writes) {
        if (writes.size() > TAKEN) {
            tooMany.add(writes.size());
            throw TemporaryFailure.maybeApplied("no answer in time", null);
        }
    }

    private void large(List<Write> writes) {
        if (writes.size() > TAKEN) {
            tooMany.add(writes.size());
            throw new Rejected(new Problem("too-large", "413"));
        }
    }

    private Migration.Builder migration(Shelf to, Consumer<List<Write>> judge) {
        return migration(new Disturbed(to.adapter(), new Disturbed.Disturbance() {
            @Override
            public void before(String call) {}

            @Override
            public void writing(List<Write> writes) {
                judge.accept(writes);
            }
        }));
    }

    private Migration.Builder migration(Disturbed to) {
        return Migration.from(source.side())
                .to(Side.of("items", to))
                .checkpoint(directory.resolve("checkpoint"))
                .pageSize(100)
                .withoutReadingAhead()
                .waits(time -> {});
    }
}
