package dev.mooring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.store.MemoryStore;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MooringMetricsTest {

    private static final Duration MOST = Duration.ofSeconds(20);

    private final InMemoryBackend backend = new InMemoryBackend();
    private final SyncAdapter server = backend.client();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Mooring mooring = Mooring.open(new MemoryStore());
    private final MooringMetrics metrics = new MooringMetrics(mooring);

    @AfterEach
    void close() {
        mooring.close();
    }

    @Test
    void gaugesTellWhatWaitsAndHowOldItIs() {
        FlakyAdapter flaky = new FlakyAdapter(backend.client());
        flaky.refuse("poison");
        Records<Map<String, @Nullable Object>> todos =
                mooring.records("todos").sync(flaky).open();
        metrics.bindTo(registry);
        assertThat(todos.sync(MOST)).isTrue();
        assertThat(gauge("mooring.outbox.oldest")).isZero();
        assertThat(gauge("mooring.cursor.lag")).isNotNegative();
        todos.put("bad", Map.of("title", "poison"));
        todos.awaitPushed("bad", MOST);
        todos.gate(false);
        todos.put("1", Map.of("n", 1));
        todos.put("2", Map.of("n", 1));

        assertThat(gauge("mooring.outbox.depth")).isEqualTo(2);
        assertThat(gauge("mooring.dead.letters")).isEqualTo(1);
        assertThat(gauge("mooring.outbox.oldest")).isNotNegative();
        todos.gate(true);
        assertThat(todos.flush(MOST)).isTrue();

        assertThat(gauge("mooring.outbox.depth")).isZero();
    }

    @Test
    void callsAreTimedAndConflictsAreCounted() {
        metrics.bindTo(registry);
        // without live hints: one would bring the other device's update before ours is sent
        Records<Map<String, @Nullable Object>> todos = mooring.records("todos")
                .sync(new FlakyAdapter(backend.client()))
                .open();
        todos.put("1", Map.of("title", "a", "n", 1));
        assertThat(todos.sync(MOST)).isTrue();
        long pushes = registry.get("mooring.push").timer().count();
        assertThat(pushes).isEqualTo(1);
        assertThat(registry.get("mooring.pull").timer().count()).isPositive();
        assertThat(registry.get("mooring.conflicts").counter().count()).isZero();
        todos.gate(false);
        todos.patch("1", Map.of("title", "mine"));
        server.update(Update.of(
                WriteKey.of("other", 1), backend.client().find(List.of("1")).get(0), Map.of("n", 2)));

        todos.gate(true);
        todos.awaitPushed("1", MOST);

        assertThat(registry.get("mooring.conflicts").counter().count()).isEqualTo(1);
        assertThat(registry.get("mooring.push").timer().count()).isGreaterThan(pushes);
    }

    @Test
    void collectionsThatAreOpenedLaterHaveMetersAndLocalOnesHaveNone() {
        metrics.bindTo(registry);

        mooring.records("todos").sync(backend.client()).open();
        mooring.records("local").open();

        assertThat(registry.getMeters())
                .hasSize(7)
                .allSatisfy(meter -> assertThat(meter.getId().getTags())
                        .singleElement()
                        .satisfies(
                                tag -> assertThat(tag.getKey() + tag.getValue()).isEqualTo("collectiontodos")));
    }

    @Test
    void metersGoWhenTheMooringIsClosed() {
        metrics.bindTo(registry);
        mooring.records("todos").sync(backend.client()).open();

        mooring.close();

        assertThat(registry.getMeters()).extracting(Meter::getId).isEmpty();
    }

    @Test
    void metersGoWhenTheBinderIsClosedAndTheEngineGoesOn() {
        Records<Map<String, @Nullable Object>> todos =
                mooring.records("todos").sync(backend.client()).open();
        metrics.bindTo(registry);

        metrics.close();
        metrics.close();
        mooring.records("others").sync(backend.client()).open();

        assertThat(registry.getMeters()).isEmpty();
        assertThat(todos.sync(MOST)).isTrue();
    }

    @Test
    void onlyTheBinderNamesMicrometer() throws IOException {
        try (Stream<Path> classes = Files.walk(classes())) {
            List<String> users = classes.filter(file -> file.toString().endsWith(".class"))
                    .filter(MooringMetricsTest::namesMicrometer)
                    .map(file -> file.getFileName().toString().replaceAll("\\$.*|\\.class", ""))
                    .distinct()
                    .toList();

            assertThat(users).containsExactly("MooringMetrics");
        }
    }

    @Test
    void engineRunsWithoutMicrometerOnTheClassPath() throws Exception {
        List<URL> withoutMicrometer = Stream.of(
                        System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> !entry.contains("micrometer"))
                .map(MooringMetricsTest::url)
                .toList();
        try (URLClassLoader loader =
                new URLClassLoader(withoutMicrometer.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> store = loader.loadClass("dev.mooring.store.MemoryStore");
            Class<?> storeType = loader.loadClass("dev.mooring.store.LocalStore");
            Class<?> engine = loader.loadClass("dev.mooring.Mooring");

            try (AutoCloseable opened = (AutoCloseable) engine.getMethod("open", storeType)
                    .invoke(null, store.getConstructor().newInstance())) {
                Object builder = engine.getMethod("records", String.class).invoke(opened, "todos");
                Object todos = builder.getClass().getMethod("open").invoke(builder);
                Object status = todos.getClass().getMethod("status").invoke(todos);

                assertThat(status.toString()).contains("pending=0");
            }
        }
    }

    private static boolean namesMicrometer(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains("io/micrometer");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path classes() {
        return Path.of(java.net.URI.create(Mooring.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private double gauge(String name) {
        Meter meter = registry.get(name).tags("collection", "todos").meter();
        return meter.measure().iterator().next().getValue();
    }
}
