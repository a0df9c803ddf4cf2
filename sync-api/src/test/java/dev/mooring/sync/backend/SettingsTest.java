package dev.mooring.sync.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.Misconfigured;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private static final String SECRET = "s3cr3t-V4lue";

    @Test
    void valuesAreReadByType() {
        Settings settings = settings(Map.of(
                "url", " https://host/path ",
                "retries", "5",
                "quiet", "TRUE",
                "style", "page-number"));

        assertThat(settings.get(ExampleProvider.URL)).isEqualTo(URI.create("https://host/path"));
        assertThat(settings.get(ExampleProvider.RETRIES)).isEqualTo(5);
        assertThat(settings.get(ExampleProvider.QUIET)).isTrue();
        assertThat(settings.get(ExampleProvider.STYLE)).isEqualTo(ExampleProvider.Style.PAGE_NUMBER);
    }

    @Test
    void whatIsMissingFallsBackOrIsNamed() {
        Settings settings = settings(Map.of());

        assertThat(settings.get(ExampleProvider.RETRIES)).isEqualTo(3);
        assertThat(settings.find(ExampleProvider.URL)).isEmpty();
        misconfigured(() -> settings.get(ExampleProvider.URL), "'url' is missing: where the server is");
        misconfigured(
                () -> settings.collection("my.todos").get(ExampleProvider.TABLE),
                "'collections.my.todos.table' is missing: the table's name");
    }

    @Test
    void timesAreShortOrIso() {
        Map<String, Duration> times = Map.of(
                "500ms", Duration.ofMillis(500),
                "30s", Duration.ofSeconds(30),
                "1.5S", Duration.ofMillis(1500),
                "5m", Duration.ofMinutes(5),
                "1h30m", Duration.ofMinutes(90),
                "7d", Duration.ofDays(7),
                "PT0.5S", Duration.ofMillis(500),
                "p1dt2h", Duration.ofHours(26),
                " 12345678901234ms ", Duration.ofMillis(12345678901234L),
                "0s", Duration.ZERO);

        times.forEach(
                (text, time) -> assertThat(settings(Map.of("time-out", text)).get(ExampleProvider.TIMEOUT))
                        .isEqualTo(time));
    }

    @Test
    void valuesThatCannotBeReadAreNamedAndNeverRepeated() {
        for (String key : List.of("retries", "quiet", "time-out", "style", "url")) {
            refusedWithoutRepeating(key, SECRET);
            refusedWithoutRepeating(key, SECRET + " :/?[]");
            refusedWithoutRepeating(key, "");
        }
        refusedWithoutRepeating("retries", "99999999999");
        refusedWithoutRepeating("retries", "1.5");
        refusedWithoutRepeating("time-out", "5ms0ms");
        refusedWithoutRepeating("time-out", "9223372036854775807d");
        refusedWithoutRepeating("time-out", "-5s");
        misconfigured(
                () -> settings(Map.of("style", "x")).get(ExampleProvider.STYLE),
                "'style' must be one of page-number, link: how pages are asked for");
    }

    @Test
    void secretsComeFromTheEnvironment() {
        Settings settings = settings(Map.of("token", "env:TOKEN", "collections.a.signature", "env:TOKEN"));

        assertThat(settings.get(ExampleProvider.TOKEN)).isEqualTo(SECRET);
        assertThat(settings.collection("a").get(ExampleProvider.SIGNATURE)).isEqualTo(SECRET);
        for (String absent : List.of("ABSENT", "EMPTY")) {
            misconfigured(
                    () -> settings(Map.of("token", "env:" + absent)).get(ExampleProvider.TOKEN),
                    "'token' refers to the environment variable " + absent + ", which is not set");
        }
        misconfigured(
                () -> settings(Map.of("collections.a.signature", "env:ABSENT"))
                        .collection("a")
                        .get(ExampleProvider.SIGNATURE),
                "'collections.a.signature' refers to the environment variable ABSENT, which is not set");
    }

    @Test
    void secretsComeFromFiles(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("token"), SECRET + "\n");
        Path empty = Files.writeString(directory.resolve("empty"), " \n");
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff});

        assertThat(settings(Map.of("token", "file:" + file)).get(ExampleProvider.TOKEN))
                .isEqualTo(SECRET);
        for (String unreadable :
                List.of(directory.resolve("absent").toString(), binary.toString(), directory.toString(), "a\0b")) {
            misconfigured(
                    () -> settings(Map.of("token", "file:" + unreadable)).get(ExampleProvider.TOKEN),
                    "'token' refers to the file " + unreadable + ", which cannot be read");
        }
        misconfigured(
                () -> settings(Map.of("token", "file:" + empty)).get(ExampleProvider.TOKEN),
                "'token' refers to the file " + empty + ", which is empty");
    }

    @Test
    void aSecretThatIsWrittenOutIsRefusedWithoutRepeatingIt() {
        refusedWithoutRepeating("token", SECRET);
        assertThat(settings(Map.of("token", SECRET))).hasToString("Settings[token]");
    }

    @Test
    void groupsGiveTheirKeysAndResolveSecrets() {
        Settings settings = settings(Map.of("headers.X-B", "b", "headers.X.A", "env:TOKEN", "retries", "1"));
        Map<String, String> headers = settings.group(ExampleProvider.HEADERS);

        assertThat(headers).containsExactly(Map.entry("X-B", "b"), Map.entry("X.A", SECRET));
        assertThat(settings.toString()).doesNotContain(SECRET);
        assertThatThrownBy(headers::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThat(settings(Map.of()).group(ExampleProvider.HEADERS)).isEmpty();
    }

    @Test
    void collectionsAreReadByNameEvenWithDots() {
        Settings settings = settings(Map.of(
                "collections.todos.table", "t1",
                "collections.todos.columns.id", "_id",
                "collections.my.todos.table", "t2",
                "collections.my.todos.columns.a.b", "c"));

        assertThat(settings.collection("todos").get(ExampleProvider.TABLE)).isEqualTo("t1");
        assertThat(settings.collection("todos").group(ExampleProvider.COLUMNS)).containsExactly(Map.entry("id", "_id"));
        assertThat(settings.collection("my.todos").get(ExampleProvider.TABLE)).isEqualTo("t2");
        assertThat(settings.collection("my.todos").group(ExampleProvider.COLUMNS))
                .containsExactly(Map.entry("a.b", "c"));
        assertThat(settings.collection("other").find(ExampleProvider.TABLE)).isEmpty();
    }

    @Test
    void laterChangesOfTheMapChangeNothing() {
        Map<String, String> configuration = new HashMap<>(Map.of("retries", "5"));
        Settings settings = settings(configuration);
        configuration.put("retries", "6");

        assertThat(settings.get(ExampleProvider.RETRIES)).isEqualTo(5);
    }

    @Test
    void nullInAConfigurationIsNamed() {
        Map<String, String> nullValue = new HashMap<>();
        nullValue.put("retries", null);
        Map<String, String> nullKey = new HashMap<>();
        nullKey.put(null, "5");

        misconfigured(() -> settings(nullValue), "the configuration has a key or a value that is null: retries");
        misconfigured(() -> settings(nullKey), "the configuration has a key or a value that is null: null");
    }

    @Test
    void settingsDescribeThemselves() {
        assertThat(ExampleProvider.RETRIES.fallback()).contains(3);
        assertThat(ExampleProvider.URL.fallback()).isEmpty();
        assertThat(ExampleProvider.URL.description()).isEqualTo("where the server is");
        assertThat(ExampleProvider.TOKEN.isSecret()).isTrue();
        assertThat(ExampleProvider.TOKEN.orElse("x").isSecret()).isTrue();
        assertThat(ExampleProvider.HEADERS.isGroup()).isTrue();
        for (String name : List.of("", "backend", "collections.x")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Setting.text(name, "d"))
                    .withMessageContaining("'" + name + "'");
        }
    }

    private static Settings settings(Map<String, String> configuration) {
        return Settings.check(new ExampleProvider(), configuration, SettingsTest::environment);
    }

    private static @Nullable String environment(@Nullable String name) {
        return switch (String.valueOf(name)) {
            case "TOKEN" -> SECRET;
            case "EMPTY" -> "";
            default -> null;
        };
    }

    private static void misconfigured(ThrowingCallable reading, String why) {
        assertThatThrownBy(reading).isInstanceOf(Misconfigured.class).hasMessage(why);
    }

    private static void refusedWithoutRepeating(String key, String text) {
        Setting<?> setting = new ExampleProvider()
                .settings().stream()
                        .filter(each -> each.name().equals(key))
                        .findFirst()
                        .orElseThrow();
        assertThatThrownBy(() -> settings(Map.of(key, text)).get(setting))
                .isInstanceOf(Misconfigured.class)
                .hasMessageStartingWith("'" + key + "' ")
                .satisfies(e -> assertThat(printed(e)).doesNotContain(text.isEmpty() ? SECRET : text));
    }

    private static String printed(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
