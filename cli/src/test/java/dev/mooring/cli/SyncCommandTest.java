package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.store.LocalStore;
import dev.mooring.store.sqlite.SqliteStore;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncCommandTest {

    private static final String TOKEN = "a token of at least some length";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void whatWaitsIsSent() {
        try (Desk desk = Desk.open(directory)) {
            desk.offline(list -> list.put("milk", Map.of("count", 2L)));

            Ran synced = Ran.mooring("sync", desk.config());

            assertThat(synced.code()).isZero();
            assertThat(synced.out()).contains("list", "yes");
            assertThat(desk.there()).hasSize(1);
        }
    }

    @Test
    void aStoreThatIsNotThereIsMadeAndFilled() {
        try (Desk desk = Desk.open(directory)) {
            Ran synced = Ran.mooring("sync", desk.config(), "--json");

            assertThat(synced.json()).singleElement().satisfies(list -> {
                assertThat(list.get("collection")).isEqualTo("list");
                assertThat(list.get("inStep")).isEqualTo(true);
                assertThat(list.get("pending")).isEqualTo(0L);
            });
            assertThat(Path.of(desk.store())).exists();
        }
    }

    @Test
    void quietSaysNothingWhereNothingIsWrong() {
        try (Desk desk = Desk.open(directory)) {
            Ran synced = Ran.mooring("sync", desk.config(), "--quiet");

            assertThat(synced).isEqualTo(new Ran(0, "", ""));
        }
    }

    @Test
    void deadLettersEndWithOne() {
        try (Desk desk = Desk.open(directory)) {
            desk.giveUp("milk", Map.of());

            assertThat(Ran.mooring("sync", desk.config()).code()).isEqualTo(Exit.FINDINGS.code());
        }
    }

    @Test
    void aBackendThatDoesNotAnswerEndsWithThreeAndNothingIsLost() throws IOException {
        try (Desk desk = Desk.open(directory);
                Socket nobody = Desk.silent()) {
            desk.offline(list -> list.put("milk", Map.of()));

            Ran synced = Ran.mooring(
                    "sync",
                    desk.configFor(URI.create("http://127.0.0.1:" + nobody.getLocalPort())),
                    "--timeout",
                    "500ms");

            assertThat(synced.code()).isEqualTo(Exit.UNREACHABLE.code());
            assertThat(synced.out()).contains("NO");
            assertThat(synced.err()).startsWith("mooring: list: ");
            assertThat(Ran.mooring("pending", desk.store()).out()).contains("1 write waits");
        }
    }

    @Test
    void aTokenThatIsRefusedEndsWithFourAndIsNotShown() {
        try (Desk desk = Desk.guarded(directory, TOKEN)) {
            desk.file("token", "another token that nobody knows\n");

            Ran synced = Ran.mooring("sync", desk.config("token = file:token"), "--debug");

            assertThat(synced.code()).isEqualTo(Exit.UNAUTHENTICATED.code());
            assertThat(synced.out() + synced.err()).doesNotContain("nobody knows");
        }
    }

    @Test
    void secretsComeFromTheEnvironmentOrAFileBesideTheConfiguration() {
        try (Desk desk = Desk.guarded(directory, TOKEN)) {
            desk.file("token", TOKEN + "\n");

            assertThat(Ran.mooring("sync", desk.config("token = file:token")).code())
                    .isZero();
            assertThat(Ran.mooring(Map.of("LIST_TOKEN", TOKEN), "sync", desk.config("token = env:LIST_TOKEN"))
                            .code())
                    .isZero();
            Ran without = Ran.mooring("sync", desk.config("token = env:LIST_TOKEN"));
            assertThat(without.code()).isEqualTo(Exit.USAGE.code());
            assertThat(without.err()).contains("LIST_TOKEN");
        }
    }

    @Test
    void aStoreInUseEndsWithFiveAndSendsNothing() {
        try (Desk desk = Desk.open(directory)) {
            desk.offline(list -> list.put("milk", Map.of()));
            try (LocalStore application = SqliteStore.at(Path.of(desk.store()))) {
                assertThat(application.<Long>read(reader -> reader.pendingCount("list")))
                        .isEqualTo(1);

                assertThat(Ran.mooring("sync", desk.config()).code()).isEqualTo(Exit.STORE.code());
            }
            assertThat(desk.there()).isEmpty();
        }
    }

    @Test
    void aMisspelledKeyComesWithTheNearestOne() {
        try (Desk desk = Desk.open(directory)) {
            Ran synced = Ran.mooring("sync", desk.config("timeuot = 3s"));

            assertThat(synced.code()).isEqualTo(Exit.USAGE.code());
            assertThat(synced.err()).contains("timeuot").contains("timeout").hasLineCount(1);
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        try (Desk desk = Desk.open(directory)) {
            String bare = "backend = fetch\npreset = mooring-rest\nurl = " + desk.uri() + "\n";

            Ran without = Ran.mooring("sync", desk.file("bare.properties", bare));
            Ran none = Ran.mooring("sync", desk.file("none.properties", bare + "store = s.db\ncollections = ,\n"));
            Ran missing =
                    Ran.mooring("sync", directory.resolve("typo.properties").toString());
            Ran broken = Ran.mooring("sync", desk.file("broken.properties", "url = \\u00zz\n"));

            assertThat(without.code()).isEqualTo(Exit.USAGE.code());
            assertThat(without.err()).contains("'store' is missing");
            assertThat(none.code()).isEqualTo(Exit.USAGE.code());
            assertThat(none.err()).contains("names none");
            assertThat(missing.code()).isEqualTo(Exit.USAGE.code());
            assertThat(missing.err()).contains("there is no configuration");
            assertThat(broken.code()).isEqualTo(Exit.USAGE.code());
            assertThat(broken.err()).contains("cannot be read");
        }
    }

    @Test
    void aTimeThatIsNoneIsRefused() {
        Ran synced = Ran.mooring("sync", "list.properties", "--timeout", "soon");

        assertThat(synced.code()).isEqualTo(Exit.USAGE.code());
        assertThat(synced.err()).contains("'soon' is no time such as").hasLineCount(1);
    }
}
