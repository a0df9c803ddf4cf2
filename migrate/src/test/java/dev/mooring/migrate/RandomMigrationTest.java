package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random migrations, to targets that take ids and to targets that make them. A failure names its seed: {@code -Dmooring.seed=<seed>} runs that
 * one alone, {@code -Dmooring.seeds=<n>} more of them.
 */
class RandomMigrationTest {

    private static final int SEEDS = Integer.getInteger("mooring.seeds", 30);

    @TempDir
    private Path directory;

    @Test
    void whateverHappensTheTargetHasWhatTheSourceHasInTheEnd() {
        Long only = Long.getLong("mooring.seed");
        for (long seed = only == null ? 0 : only; seed < (only == null ? SEEDS : only + 1); seed++) {
            try {
                migrate(new World(seed, directory.resolve(seed + ".checkpoint")));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dmooring.seed=" + seed + " fails: " + e.getMessage(), e);
            }
        }
    }

    private static void migrate(World world) {
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
            sameButForIds(world, report);
        } else {
            assertThat(world.target.all()).isEqualTo(world.source.all());
            assertThat(report.clean()).isTrue();
        }
        assertThat(compared.collection("items").verification().equal()).isTrue();
    }

    /**
     * Nothing is there twice. What was deleted while nobody knew whether it had been made is put aside, and cannot be named at the target;
     * where no keys are remembered, so is what came back.
     */
    private static void sameButForIds(World world, Report report) {
        CollectionReport items = report.collection("items");
        Map<String, Map<String, @Nullable Object>> due = world.source.all();
        assertThat(items.firstQuarantined()).allSatisfy(each -> {
            assertThat(each.code()).isIn("unsettled", "reference");
            assertThat(world.keys && due.containsKey(each.id())).isFalse();
        });
        int most = due.size() + (int) items.quarantined();
        items.firstQuarantined().forEach(each -> due.remove(each.id()));
        Map<String, Map<String, @Nullable Object>> byName = byName(world.target.all());
        assertThat(byName)
                .hasSameSizeAs(world.target.all())
                .containsAllEntriesOf(due)
                .hasSizeLessThanOrEqualTo(most);
    }

    /** As the source has them: what refers to another one does so by its name. */
    private static Map<String, Map<String, @Nullable Object>> byName(Map<String, Map<String, @Nullable Object>> all) {
        Map<String, Map<String, @Nullable Object>> byName = new HashMap<>();
        all.values().forEach(fields -> {
            Map<String, @Nullable Object> named = new HashMap<>(fields);
            Map<String, @Nullable Object> parent = all.get(String.valueOf(fields.get("parent")));
            if (parent != null) {
                named.put("parent", parent.get("name"));
            }
            byName.put(String.valueOf(fields.get("name")), named);
        });
        return byName;
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
