package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.migrate.internal.Json;
import dev.mooring.migrate.mapping.CollectionMapping;
import dev.mooring.migrate.mapping.Conversion;
import dev.mooring.migrate.mapping.Mapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says, to people and to machines; and that the collections of one go at once. */
class ReportTest {

    private static final Mapping NUMBERS = Mapping.same()
            .with(
                    "items",
                    CollectionMapping.builder()
                            .convert("place", Conversion.INTEGER)
                            .build());

    @TempDir
    private Path directory;

    private final Shelf source = new Shelf(new InMemoryBackend());
    private final Shelf target = new Shelf(new InMemoryBackend());

    @Test
    void aReportForMachinesHasTheMembersThatTheDocumentationNames() {
        Report report = spoiled();

        Map<?, ?> all = map(Json.parse(report.json()));
        assertThat(all.keySet())
                .map(String::valueOf)
                .containsExactly("action", "state", "paused", "clean", "started", "seconds", "collections");
        Map<?, ?> items = map(((List<?>) Objects.requireNonNull(all.get("collections"))).get(0));
        assertThat(items.keySet())
                .map(String::valueOf)
                .containsExactly(
                        "name",
                        "target",
                        "state",
                        "read",
                        "created",
                        "updated",
                        "deleted",
                        "unchanged",
                        "returned",
                        "seconds",
                        "rowsPerSecond",
                        "quarantined",
                        "firstQuarantined",
                        "verification",
                        "notes");
        assertThat((Long) items.get("created")).isEqualTo(10);
        assertThat(items.get("rowsPerSecond"))
                .isEqualTo(Math.round(report.collection("items").rate()));
        assertThat(items.get("firstQuarantined")).asString().contains("bad", "mapping", "far away");
        assertThat(map(items.get("verification")).keySet())
                .map(String::valueOf)
                .containsExactly(
                        "source",
                        "target",
                        "rangesThatDiffered",
                        "looks",
                        "differences",
                        "explained",
                        "seconds",
                        "first");
        assertThat(map(items.get("verification")).get("first")).asString().contains("r3", "MISSING", "in quarantine");
    }

    @Test
    void aReportForPeopleHasCountsRateTimesDifferencesAndReasons() {
        Report report = spoiled();

        CollectionReport items = report.collection("items");
        assertThat(items.working()).isPositive();
        assertThat(items.rate()).isPositive();
        assertThat(report.markdown())
                .contains(
                        "# Migration: verify",
                        "took " + Words.time(report.took()),
                        "| items | items | tailing | 11 | 10 | 0 | 0 | 0 | 1 | " + Words.count(Math.round(items.rate()))
                                + "/s |",
                        "| items | 11 | 9 | 2 | 1 | 1 | "
                                + Words.time(items.verification().took()) + " |",
                        "| bad | mapping | field 'place' cannot become integer: is no number: far away | 1 |",
                        "| r3 | missing | no |",
                        "| bad | missing | in quarantine |");
    }

    /** One record is in quarantine, another one is gone at the target. */
    private Report spoiled() {
        source.fill(10);
        source.create("bad", Map.of("place", "far away"));
        Migration migration = Migration.from(source.side())
                .to(target.side())
                .checkpoint(directory.resolve("checkpoint"))
                .mapping(NUMBERS)
                .waits(time -> {})
                .build();
        migration.run();
        target.delete("r3");
        return migration.verify();
    }

    @Test
    void collectionsGoAtOnce() {
        Shelf others = new Shelf(new InMemoryBackend());
        Shelf newOthers = new Shelf(new InMemoryBackend());
        source.fill(3);
        others.fill(3);
        CyclicBarrier both = new CyclicBarrier(2);
        Disturbed.Disturbance meeting = call -> {
            if (call.equals("write")) {
                meet(both);
            }
        };

        Migration.from(Side.of(Map.of("items", source.adapter(), "others", others.adapter())))
                .to(Side.of(Map.of(
                        "items",
                        new Disturbed(target.adapter(), meeting),
                        "others",
                        new Disturbed(newOthers.adapter(), meeting))))
                .checkpoint(directory.resolve("checkpoint"))
                .build()
                .run();

        assertThat(target.all()).isEqualTo(source.all());
        assertThat(newOthers.all()).isEqualTo(others.all());
    }

    /** Fails when the other one does not come: it waits for this one to end. */
    private static void meet(CyclicBarrier both) {
        try {
            both.await(Duration.ofMinutes(5).toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("nobody else writes", e);
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }
}
