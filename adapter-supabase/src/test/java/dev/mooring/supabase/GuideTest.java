package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.supabase.auth.Credentials;
import dev.mooring.supabase.auth.SessionStore;
import dev.mooring.supabase.auth.SupabaseAuth;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.backend.Backend;
import dev.mooring.sync.backend.Backends;
import dev.mooring.sync.backend.Setting;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/adapters/supabase.md}: its examples compile and mean the same, its tables are those of the code. */
class GuideTest {

    private static final Path PAGE = Path.of("../docs/adapters/supabase.md");
    private static final Path HERE = Path.of("src/test/java/dev/mooring/supabase/GuideTest.java");

    /** Where an application has its secrets. */
    interface Session {

        String publishableKey();

        String accessToken();
    }

    static SyncAdapter todos(Session session) {
        SupabaseBackend project = SupabaseBackend.builder(
                        URI.create("https://abc.supabase.co"), session::publishableKey)
                .token(session::accessToken)
                .user("ann")
                .table(
                        "todos",
                        SupabaseTable.builder()
                                .id("id", IdType.UUID)
                                .updatedAt("updated_at")
                                .softDelete("deleted_at", DeletedBy.TIME)
                                .managed("owner")
                                .build())
                .build();
        SyncAdapter todos = project.collection("todos");
        return todos;
    }

    static String script() {
        SupabaseTable todos = SupabaseTable.builder()
                .id("id", IdType.UUID)
                .kit(Visibility.OWNED)
                .owner("owner")
                .managed("owner")
                .retention(Duration.ofDays(90))
                .build();
        String script = SupabaseSql.install("todos", todos);
        return script;
    }

    @Test
    void scriptOfThePageIsOneTransaction() {
        assertThat(script()).startsWith("begin;").endsWith("commit;\n").contains("'PT2160H'");
    }

    static SupabaseBackend signedIn(Session session, String password) {
        SupabaseAuth auth = SupabaseAuth.builder(URI.create("https://abc.supabase.co"), session::publishableKey)
                .store(SessionStore.file(Path.of("session.json")))
                .build();
        auth.signIn(new Credentials("ann@example.org", password));
        SupabaseBackend project = SupabaseBackend.builder(
                        URI.create("https://abc.supabase.co"), session::publishableKey)
                .auth(auth)
                .build();
        return project;
    }

    @Test
    void javaOfThePageIsCompiledHere() throws IOException {
        String source = squeezed(Files.readString(HERE));

        // the program needs the engine: it is compiled, and run, in e2e
        assertThat(blocks("java").stream().filter(block -> !block.contains("Todo(")))
                .hasSize(3)
                .allSatisfy(block -> assertThat(source).contains(squeezed(block)));
    }

    @Test
    void configurationOfThePageIsTheCodeOfThePage() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(blocks("properties").get(0)));
        Map<String, String> configuration = new HashMap<>();
        properties.forEach((key, value) -> configuration.put((String) key, (String) value));
        Session session = new Session() {
            @Override
            public String publishableKey() {
                return "key";
            }

            @Override
            public String accessToken() {
                return "token";
            }
        };

        try (Backend backend = Backends.open(configuration, name -> "secret", List.of(new SupabaseProvider()));
                SyncAdapter configured = backend.collection("todos");
                SyncAdapter coded = todos(session)) {
            assertThat(configured.guarantees()).isEqualTo(coded.guarantees());
        }
    }

    @Test
    void tablesOfThePageAreThoseOfTheCode() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(page).contains(SupabaseErrors.TABLE.markdown());
        List.of(
                        Reaction.DONE,
                        Reaction.TEMPORARY,
                        Reaction.IN_DOUBT,
                        Reaction.UNAUTHENTICATED,
                        Reaction.REFUSED,
                        Reaction.MISCONFIGURED)
                .forEach(reaction -> assertThat(page).contains("\n| " + reaction.words() + " | "));
        assertThat(page).contains(settings(SupabaseSettings.OF_BACKEND));
        assertThat(page).contains(settings(SupabaseSettings.OF_COLLECTION));
    }

    private static String settings(List<Setting<?>> settings) {
        return settings.stream()
                .map(setting -> "| `" + setting.name() + (setting.isGroup() ? ".*" : "") + "` | "
                        + setting.description()
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
