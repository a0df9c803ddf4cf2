package dev.mooring;

import static dev.mooring.Rig.MOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void collectionStartsFromWhatIsSetForAllAndMaySetItDifferently() {
        FlakyAdapter down = rig.flaky();
        down.refuseAll(true);
        Mooring mooring = rig.restart(plain -> plain.retry(Rig.FAST.times(1)));
        Records<Map<String, @Nullable Object>> given =
                mooring.records("given").sync(down).manual().open();
        Records<Map<String, @Nullable Object>> own =
                mooring.records("own").sync(down).manual().retry(Rig.FAST).open();
        given.put("1", Map.of("title", "a"));
        own.put("1", Map.of("title", "a"));

        given.flush(MOST);
        own.flush(MOST);

        assertThat(given.status().deadLetters()).isEqualTo(1);
        assertThat(own.status().deadLetters()).isZero();
        assertThat(own.status().pending()).isEqualTo(1);
    }

    /** A backend that bills its reads asks for fewer sweeps, and the application knows better than both. */
    @Test
    void sweepIsWhatTheApplicationSaysOrTheBackendOrAnHour() {
        Feed plain = Feed.windowed(Duration.ofSeconds(5));
        Feed dear = plain.sweptEvery(Duration.ofDays(1));

        assertThat(Options.PLAIN.sweepOf(plain)).isEqualTo(Duration.ofHours(1));
        assertThat(Options.PLAIN.sweepOf(dear)).isEqualTo(Duration.ofDays(1));
        assertThat(Options.PLAIN.withSweep(Duration.ofMinutes(2)).sweepOf(dear)).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void whatABackendAsksForDecidesWhenItIsSwept() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T12:00:00Z"));
        InstantSource source = now::get;
        Mooring mooring = rig.restart(plain -> plain.clock(source.withZone(ZoneOffset.UTC)));
        Feed plain = Feed.windowed(Duration.ofSeconds(5));
        AskedAdapter often = asked(plain);
        AskedAdapter seldom = asked(plain.sweptEvery(Duration.ofDays(1)));
        Records<Map<String, @Nullable Object>> one =
                mooring.records("often").sync(often).manual().open();
        Records<Map<String, @Nullable Object>> other =
                mooring.records("seldom").sync(seldom).manual().open();
        assertThat(one.sync(MOST)).isTrue();
        assertThat(other.sync(MOST)).isTrue();

        now.updateAndGet(before -> before.plus(Duration.ofHours(2)));
        assertThat(one.sync(MOST)).isTrue();
        assertThat(other.sync(MOST)).isTrue();

        assertThat(often.since()).filteredOn(Cursor::isStart).hasSize(2);
        assertThat(seldom.since()).filteredOn(Cursor::isStart).hasSize(1);
    }

    @Test
    void pageSizeIsAskedForAsFarAsTheBackendGivesIt() {
        Mooring mooring = rig.restart(plain -> plain.pageSize(2));
        List<Integer> asked = new CopyOnWriteArrayList<>();
        FlakyAdapter inner = rig.flaky();
        Records<Map<String, @Nullable Object>> rows = mooring.records("rows")
                .sync(new AskedAdapter(inner, inner.guarantees(), new CopyOnWriteArrayList<>(), asked))
                .open();

        assertThat(rows.sync(MOST)).isTrue();

        assertThat(asked).isNotEmpty().containsOnly(2);
    }

    @Test
    void writesWaitForTheDebounceOfAll() {
        Mooring mooring = rig.restart(plain -> plain.debounce(Duration.ofDays(1)));
        FlakyAdapter server = rig.flaky();
        Records<Map<String, @Nullable Object>> rows =
                mooring.records("rows").sync(server).open();

        rows.put("1", Map.of("title", "a"));
        rows.patch("1", Map.of("title", "b"));

        assertThat(rows.pendingWrites(0, 10))
                .singleElement()
                .satisfies(write ->
                        assertThat(write.delivery().due()).isAfter(Instant.now().plus(Duration.ofHours(1))));
        assertThat(rows.flush(MOST)).isTrue();
        assertThat(server.arrivals()).containsExactly("1");
    }

    @Test
    void clockAndLuckAreInjected() {
        Clock noon = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);
        Mooring mooring = rig.restart(plain -> plain.clock(noon).random(new Random(1)));
        Records<Map<String, @Nullable Object>> rows = mooring.records("rows").open();

        String first = rows.add(Map.of("n", 1));
        String second = rows.add(Map.of("n", 2));

        assertThat(first).startsWith("019b7e94-3200-7");
        assertThat(second).isGreaterThan(first);
        assertThat(rows.list("", 10)).extracting(RecordChange::id).containsExactly(first, second);
    }

    @Test
    void ephemeralCollectionIsSyncedAndGoesWithTheProcess() {
        rig.created("theirs", Map.of("title", "a"));
        Records<Map<String, @Nullable Object>> rows =
                rig.mooring().records("rows").ephemeral().sync(rig.client()).open();
        rows.put("mine", Map.of("title", "b"));

        assertThat(rows.sync(MOST)).isTrue();
        assertThat(rows.list("", 10)).hasSize(2);
        assertThat(rig.there("mine")).isPresent();
        Collection<String> stored = rig.store().read(reader -> reader.collections());
        assertThat(stored).doesNotContain("rows");
        rig.restart();

        Records<Map<String, @Nullable Object>> again =
                rig.mooring().records("rows").ephemeral().open();
        assertThat(again.list("", 10)).isEmpty();
    }

    @Test
    void writesOfEphemeralCollectionsNeverShareKeysWithDurableOnes() {
        Records<Map<String, @Nullable Object>> durable =
                rig.mooring().records("durable").sync(rig.client()).manual().open();
        Records<Map<String, @Nullable Object>> memory = rig.mooring()
                .records("memory")
                .ephemeral()
                .sync(rig.client())
                .manual()
                .open();
        durable.put("1", Map.of("n", 1));
        memory.put("1", Map.of("n", 1));

        assertThat(durable.pendingWrites(0, 1).get(0).key())
                .isNotEqualTo(memory.pendingWrites(0, 1).get(0).key());
    }

    @Test
    void transactionTakesNoEphemeralCollection() {
        Records<Map<String, @Nullable Object>> rows =
                rig.mooring().records("rows").open();
        Records<Map<String, @Nullable Object>> memory =
                rig.mooring().records("memory").ephemeral().open();
        Map<String, @Nullable Object> fields = Map.of("n", 1);

        assertThatThrownBy(() -> rig.mooring().transaction(group -> {
                    group.put(rows, "1", fields);
                    group.put(memory, "1", fields);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'memory'");
        assertThat(rows.get("1")).isEmpty();
    }

    @Test
    void bulkFormsAreOneTransactionAndCount() {
        Records<Map<String, @Nullable Object>> rows =
                rig.mooring().records("rows").open();
        Map<String, Map<String, @Nullable Object>> three = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            three.put("id" + i, Map.of("n", i));
        }

        assertThat(rows.putAll(three)).isEqualTo(3);
        assertThat(rows.putAll(three)).isZero();
        assertThat(rows.patchAll(Map.of("id0", Map.of("n", 7), "id1", Map.of("n", 1))))
                .isEqualTo(1);
        assertThat(rows.deleteAll(List.of("id1", "id2", "none"))).isEqualTo(2);
        assertThat(rows.get("id0")).contains(Map.of("n", 7L));
        three.put("bad", Map.of("n", Double.NaN));
        assertThatThrownBy(() -> rows.putAll(three)).isInstanceOf(IllegalArgumentException.class);

        assertThat(rows.list("", 10)).hasSize(1);
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        RecordsBuilder<Map<String, @Nullable Object>> builder = rig.mooring().records("rows");

        assertThatThrownBy(() -> builder.debounce(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.pageSize(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.parallelCalls(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rig.mooring().records("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rig.mooring().records("@1@a/rows")).isInstanceOf(IllegalArgumentException.class);
    }

    private AskedAdapter asked(Feed feed) {
        FlakyAdapter inner = rig.flaky();
        Guarantees guarantees = inner.guarantees().toBuilder().feed(feed).build();
        return new AskedAdapter(inner, guarantees, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
    }

    private record AskedAdapter(FlakyAdapter inner, Guarantees guarantees, List<Cursor> since, List<Integer> asked)
            implements SyncAdapter {
        @Override
        public Page list(Cursor from, int limit) {
            return inner.list(from, limit);
        }

        @Override
        public Outcome create(Create create) {
            return inner.create(create);
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
            this.since.add(since);
            asked.add(limit);
            return inner.changesSince(since, limit);
        }
    }
}
