package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.support.status.StatusTable;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.backend.Backend;
import dev.mooring.sync.backend.Backends;
import dev.mooring.sync.backend.Setting;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/adapters/fetch.md}: its examples compile and work, its tables are those of the code. */
class GuideTest {

    private static final Path PAGE = Path.of("../docs/adapters/fetch.md");
    private static final Path HERE = Path.of("src/test/java/dev/mooring/fetch/GuideTest.java");

    /** Where an application has its tokens. */
    interface Session {
        String token();
    }

    static SyncAdapter todos(Session session) {
        FetchBackend api = FetchBackend.builder(URI.create("https://api.example.com/v1"))
                .user("ann")
                .token(session::token)
                .resource(
                        "todos",
                        Resource.builder()
                                .list("/{collection}?page={page}&per_page={limit}")
                                .item("/{collection}/{id}")
                                .changes("/{collection}?updated_since={since}&page={page}&per_page={limit}")
                                .rows("/data")
                                .row("/data")
                                .versionField("version")
                                .updatedField("updated_at")
                                .paging(Paging.PAGE)
                                .delta(Delta.SINCE)
                                .precondition(Precondition.ETAG)
                                .build())
                .build();
        SyncAdapter todos = api.collection("todos");
        return todos;
    }

    static SyncAdapter notes(URI server, Session session) {
        SyncAdapter notes =
                FetchBackend.mooringRest(server).token(session::token).build().collection("notes");
        return notes;
    }

    @Test
    void javaOfThePageIsCompiledHere() throws IOException {
        String source = squeezed(Files.readString(HERE));

        assertThat(blocks("java"))
                .hasSize(2)
                .allSatisfy(block -> block.lines()
                        .filter(line -> !line.isBlank())
                        .forEach(line -> assertThat(source).contains(squeezed(line))));
    }

    @Test
    void configurationOfThePageIsTheCodeOfThePage() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(blocks("properties").get(0)));
        Map<String, String> configuration = new HashMap<>();
        properties.forEach((key, value) -> configuration.put((String) key, (String) value));

        try (Backend backend = Backends.open(configuration, name -> "token", List.of(new FetchProvider()));
                SyncAdapter configured = backend.collection("todos");
                SyncAdapter coded = todos(() -> "token")) {
            assertThat(configured.guarantees()).isEqualTo(coded.guarantees());
        }
    }

    @Test
    void tablesOfThePageAreThoseOfTheCode() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(page).contains(StatusTable.standard().markdown());
        assertThat(page).contains(settings(FetchSettings.OF_BACKEND));
        assertThat(page).contains(settings(FetchSettings.OF_COLLECTION));
    }

    private static String settings(List<Setting<?>> settings) {
        return settings.stream()
                .map(setting -> "| `" + setting.name() + (setting.isGroup() ? ".*" : "") + "` | "
                        + setting.description().replace("|", "\\|")
                        + (setting.isSecret() ? "; as env:NAME or file:PATH" : "")
                        + setting.fallback()
                                .filter(value -> !value.equals(""))
                                .map(value -> "; default " + value)
                                .orElse("")
                        + " |\n")
                .collect(Collectors.joining());
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
