package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.migrate.World.Death;
import dev.mooring.migrate.mapping.CollectionMapping;
import dev.mooring.migrate.mapping.Mapping;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Verb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that refer to one another in a circle, at a target that makes the ids: none of them can be the first, so one begins incomplete. */
class CirclesTest {

    private static final Mapping REFERRING = Mapping.same()
            .with(
                    "people",
                    CollectionMapping.builder()
                            .reference("partner", "people")
                            .reference("home", "homes")
                            .build())
            .with(
                    "homes",
                    CollectionMapping.builder().reference("owner", "people").build());

    @TempDir
    private Path directory;

    private final Shelf people = new Shelf(new InMemoryBackend());
    private final Shelf homes = new Shelf(new InMemoryBackend());
    private Shelf newPeople = making(Set.of(Verb.values()));
    private final Shelf newHomes = making(Set.of(Verb.values()));

    @Test
    void everyRecordOfACircleArrivesWhole() {
        couple();
        people.create("alone", Map.of("n", 3, "partner", "alone"));

        Report report = migration(newPeople).build().run();

        assertThat(report.clean()).as(report.markdown()).isTrue();
        assertThat(newPeople.all().values())
                .containsExactlyInAnyOrder(
                        Map.of("n", 1L, "partner", idOf(2)),
                        Map.of("n", 2L, "partner", idOf(1)),
                        Map.of("n", 3L, "partner", idOf(3)));
        Report compared = migration(newPeople).build().verify();
        assertThat(compared.collection("people").verification().equal()).isTrue();
    }

    @Test
    void aCircleThroughTwoCollectionsIsClosedInOneRun() {
        people.create("ann", Map.of("n", 1, "home", "h"));
        homes.create("h", Map.of("street", "long", "owner", "ann"));

        Report report = migration(newPeople).build().run();

        assertThat(report.clean()).as(report.markdown()).isTrue();
        long home = Long.parseLong(newHomes.all().keySet().iterator().next());
        assertThat(newPeople.all().values()).containsExactly(Map.of("n", 1L, "home", home));
        assertThat(newHomes.all().values()).containsExactly(Map.of("street", "long", "owner", idOf(1)));
    }

    @Test
    void onlyOneRecordOfACircleIsWrittenTwiceAndNoneThatLeadsToIt() {
        couple();
        people.create("friend", Map.of("n", 3, "partner", "ann"));

        migration(newPeople).build().run();

        assertThat(newPeople.effects()).isEqualTo(3 + 1);
    }

    @Test
    void whatCanNeverBeCompletedIsNotBegun() {
        couple();
        people.update("ben", Map.of("home", "nowhere"));

        Report report = migration(newPeople).build().run();

        assertThat(newPeople.all()).isEmpty();
        assertThat(report.collection("people").firstQuarantined())
                .extracting(Quarantined::id, Quarantined::code)
                .containsExactly(tuple("ann", "reference"), tuple("ben", "reference"));

        homes.create("nowhere", Map.of("street", "short"));
        assertThat(migration(newPeople).build().run().clean()).isTrue();
        assertThat(newPeople.all()).hasSize(2);
    }

    @Test
    void aCircleThatComesWhileARunFollowsIsClosedInThatRun() {
        people.create("first", Map.of("n", 9));
        AtomicInteger looks = new AtomicInteger();

        Report report = migration(newPeople)
                .follow(Duration.ofMillis(800))
                .waits(time -> {
                    if (looks.incrementAndGet() == 1) {
                        couple();
                    } else {
                        MigrationFile.at(directory.resolve("checkpoint")).pause();
                    }
                })
                .build()
                .run();

        assertThat(report.clean()).as(report.markdown()).isTrue();
        assertThat(newPeople.all()).hasSize(3);
    }

    @Test
    void aTargetThatRefusesForAReferenceOfItsOwnIsNotAskedForEver() {
        couple();
        SyncAdapter refusing = refusing(newPeople.adapter());

        Report report = migration(new Disturbed(refusing, call -> {})).build().run();

        assertThat(newPeople.all()).isEmpty();
        assertThat(report.collection("people").quarantined()).isEqualTo(2);
    }

    @Test
    void aTargetWithoutUpdatesIsNamedAsTheReason() {
        newPeople = making(Set.of(Verb.CREATE, Verb.DELETE));
        couple();

        Report report = migration(newPeople).build().run();

        assertThat(newPeople.all()).isEmpty();
        assertThat(report.collection("people").firstQuarantined())
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.message()).contains("circle", "takes none"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aProcessThatDiesInACircleMakesNothingTwice(int last) {
        couple();
        AtomicInteger writes = new AtomicInteger();
        Disturbed dying = new Disturbed(newPeople.adapter(), new Disturbed.Disturbance() {
            @Override
            public void before(String call) {}

            @Override
            public void after(String call) {
                if (call.equals("write") && writes.incrementAndGet() == last) {
                    throw new Death();
                }
            }
        });
        assertThatExceptionOfType(Death.class)
                .isThrownBy(() -> migration(dying).build().run());

        Report report = migration(newPeople).build().run();

        assertThat(report.clean()).as(report.markdown()).isTrue();
        assertThat(newPeople.all().values())
                .containsExactlyInAnyOrder(Map.of("n", 1L, "partner", idOf(2)), Map.of("n", 2L, "partner", idOf(1)));
    }

    private static SyncAdapter refusing(SyncAdapter inner) {
        AtomicInteger asked = new AtomicInteger();
        return new SyncAdapter() {
            @Override
            public Page list(Cursor from, int limit) {
                return inner.list(from, limit);
            }

            @Override
            public Outcome create(Create create) {
                assertThat(asked.incrementAndGet()).isLessThan(100);
                return Outcome.refused("reference", "it wants more than a reference");
            }

            @Override
            public Outcome update(Update update) {
                return inner.update(update);
            }

            @Override
            public Outcome delete(Delete delete) {
                return inner.delete(delete);
            }

            @Override
            public ChangePage changesSince(Cursor since, int limit) {
                return inner.changesSince(since, limit);
            }

            @Override
            public Guarantees guarantees() {
                return inner.guarantees();
            }

            @Override
            public <C> Optional<C> capability(Class<C> type) {
                return Optional.empty();
            }
        };
    }

    private void couple() {
        people.create("ann", Map.of("n", 1, "partner", "ben"));
        people.create("ben", Map.of("n", 2, "partner", "ann"));
    }

    private long idOf(long n) {
        return newPeople.all().entrySet().stream()
                .filter(each -> Objects.equals(each.getValue().get("n"), n))
                .mapToLong(each -> Long.parseLong(each.getKey()))
                .findFirst()
                .orElseThrow();
    }

    private static Shelf making(Set<Verb> verbs) {
        return new Shelf(InMemoryBackend.builder()
                .guarantees(each -> each.ids(Ids.serverMade(Ids.Type.INTEGER)).verbs(verbs))
                .build());
    }

    private Migration.Builder migration(Shelf to) {
        return migration(new Disturbed(to.adapter(), call -> {}));
    }

    private Migration.Builder migration(Disturbed to) {
        return Migration.from(Side.of(Map.of("people", people.adapter(), "homes", homes.adapter())))
                .to(Side.of(Map.of("people", to, "homes", newHomes.adapter())))
                .checkpoint(directory.resolve("checkpoint"))
                .mapping(REFERRING);
    }
}
