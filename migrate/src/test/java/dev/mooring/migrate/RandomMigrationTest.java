package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random migrations: {@code -Dmooring.migrations=N} makes more of them, {@code -Dmooring.seed=S} replays one, {@code
 * -Dmooring.makes.ids=true} has some targets make the ids. */
class RandomMigrationTest {

    private static final int MIGRATIONS = Integer.getInteger("mooring.migrations", 25);

    @TempDir
    private Path directory;

    @Test
    void whateverHappensTheTargetHasWhatTheSourceHasInTheEnd() {
        Long replayed = Long.getLong("mooring.seed");
        long first = replayed == null ? System.nanoTime() : replayed;
        for (long seed = first; seed < first + (replayed == null ? MIGRATIONS : 1); seed++) {
            migrate(new World(seed, directory.resolve(seed + ".checkpoint")), "-Dmooring.seed=" + seed);
        }
    }

    private static void migrate(World world, String replay) {
        for (int i = world.random.nextInt(60); i > 0; i--) {
            world.edit();
        }
        for (int run = 0; run < 6; run++) {
            attempt(world);
        }
        world.calm();

        Report report = world.migration().build().run();
        Report compared = world.migration().build().verify();

        if (world.makesIds) {
            sameButForIds(world, report, replay);
        } else {
            assertThat(world.target.all()).as(replay).isEqualTo(world.source.all());
            assertThat(report.clean()).as(replay).isTrue();
        }
        assertThat(compared.collection("items").verification().equal())
                .as(replay)
                .isTrue();
    }

    /** What was deleted while nobody knew whether it had been made is put aside, and cannot be named at the target. */
    private static void sameButForIds(World world, Report report, String replay) {
        CollectionReport items = report.collection("items");
        assertThat(items.firstQuarantined()).as(replay).allSatisfy(each -> {
            assertThat(each.code()).isEqualTo("unsettled");
            assertThat(world.source.all()).doesNotContainKey(each.id());
        });
        Map<Object, Map<String, @Nullable Object>> byName = new HashMap<>();
        world.target.all().values().forEach(fields -> byName.put(String.valueOf(fields.get("name")), fields));
        assertThat(byName).as(replay).hasSameSizeAs(world.target.all()).containsAllEntriesOf(world.source.all());
        assertThat(byName).as(replay).hasSizeLessThanOrEqualTo((int)
                (world.source.all().size() + items.quarantined()));
    }

    private static void attempt(World world) {
        try {
            if (world.random.nextInt(5) == 0) {
                world.migration().build().retry();
            }
            world.migration().build().run();
        } catch (World.Death e) {
            // the next run goes on
            assertThat(e).hasMessageContaining("died");
        }
    }
}
