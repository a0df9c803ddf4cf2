package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void whatABackendPromisesIsTold() {
        try (Desk desk = Desk.open(directory)) {
            Ran visited = Ran.mooring("doctor", desk.config());

            assertThat(visited.code()).isZero();
            assertThat(visited.out()).contains("list", "answers", "COMPLETE", "DELETES_AND_EXITS", "batches");
            assertThat(desk.there()).as("it writes nothing").isEmpty();
        }
    }

    @Test
    void jsonHasALineForEachCollection() {
        try (Desk desk = Desk.open(directory)) {
            Ran visited = Ran.mooring("doctor", desk.config("collections = list, notes"), "--json");

            assertThat(visited.json()).hasSize(2).last().satisfies(notes -> {
                assertThat(notes.get("collection")).isEqualTo("notes");
                assertThat(notes.get("promises"))
                        .asInstanceOf(InstanceOfAssertFactories.MAP)
                        .containsEntry("answers", "yes");
            });
        }
    }

    @Test
    void aBackendThatDoesNotAnswerEndsWithThree() throws IOException {
        try (Desk desk = Desk.open(directory);
                Socket nobody = Desk.silent()) {
            Ran visited =
                    Ran.mooring("doctor", desk.configFor(URI.create("http://127.0.0.1:" + nobody.getLocalPort())));

            assertThat(visited.code()).isEqualTo(Exit.UNREACHABLE.code());
            assertThat(visited.out()).contains("NO");
        }
    }

    @Test
    void credentialsThatAreRefusedEndWithFourAndAreNotShown() {
        try (Desk desk = Desk.guarded(directory, "a token of at least some length")) {
            Ran visited = Ran.mooring(
                    Map.of("LIST_TOKEN", "a wrong one, and long enough"),
                    "doctor",
                    desk.config("token = env:LIST_TOKEN"));

            assertThat(visited.code()).isEqualTo(Exit.UNAUTHENTICATED.code());
            assertThat(visited.out() + visited.err()).doesNotContain("a wrong one");
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedByName() {
        try (Desk desk = Desk.open(directory)) {
            Ran visited = Ran.mooring("doctor", desk.config("url = somewhere"));

            assertThat(visited.code()).isEqualTo(Exit.USAGE.code());
            assertThat(visited.err()).contains("url").hasLineCount(1);
        }
    }
}
