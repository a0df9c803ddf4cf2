package dev.mooring.supabase.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.TemporaryFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session in a file: its owner's alone, shared by programs, and never half there. */
class FileSessionsTest extends AuthTest {

    @TempDir
    private Path directory = Path.of("none");

    @Test
    void sessionOutlivesTheProgram() {
        String token = auth(store()).signIn(ANNS).accessToken();

        assertThat(auth(store()).accessToken()).isEqualTo(token);
        assertThat(store().load()).map(SupabaseSession::email).contains(ANN);
        assertThat(asked("refresh_token")).isZero();
    }

    @Test
    void sessionIsRefreshedOnceForAllPrograms() {
        SupabaseAuth one = auth(store());
        SupabaseAuth two = auth(store());
        one.signIn(ANNS);
        two.accessToken();
        pass(Duration.ofMinutes(59));

        String fresh = one.accessToken();

        assertThat(two.accessToken()).isEqualTo(fresh);
        assertThat(asked("refresh_token")).isEqualTo(1);
    }

    @Test
    void wrongClockCostsOneRefreshAfterARestart() {
        auth(store()).signIn(ANNS);
        wall.set(Instant.parse("2035-01-01T00:00:00Z"));
        pass(Duration.ofSeconds(1));
        SupabaseAuth restarted = auth(store());

        assertThat(restarted.accessToken()).isEqualTo(restarted.accessToken());
        assertThat(asked("refresh_token")).isEqualTo(1);
    }

    @Test
    void nobodyElseCanReadIt() throws IOException {
        auth(store()).signIn(ANNS);
        Assumptions.assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "the file system has no permissions of POSIX");

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> store().load())
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("others than its owner");
    }

    @Test
    void whatIsNoSessionIsReportedAndLeft() throws IOException {
        SessionStore store = store();
        auth(store).signIn(ANNS);
        Files.writeString(file(), "{\"format\":2,\"refresh_token\":\"S3cret\"}");

        assertThatThrownBy(store::load)
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("delete it")
                .hasMessageNotContaining("S3cret");
        assertThat(Files.readString(file())).contains("S3cret");
    }

    @Test
    void signOutDeletesIt() {
        SupabaseAuth auth = auth(store());
        auth.signIn(ANNS);

        auth.signOut();

        assertThat(file()).doesNotExist();
    }

    @Test
    void directoryThatIsMissingIsNamed() {
        SupabaseAuth auth = auth(SessionStore.file(directory.resolve("missing").resolve("session")));

        assertThatThrownBy(() -> auth.signIn(ANNS))
                .isInstanceOf(TemporaryFailure.class)
                .hasMessageContaining("missing");
    }

    @Test
    void secondObjectOfTheSameProgramWaitsOutside() {
        SessionStore one = store();
        SessionStore two = store();

        assertThatThrownBy(() -> one.exclusively(() -> two.exclusively(() -> "inside")))
                .isInstanceOf(TemporaryFailure.class)
                .hasMessageContaining("another object");
        assertThat(two.<String>exclusively(() -> "inside")).isEqualTo("inside");
    }

    private SessionStore store() {
        return SessionStore.file(file());
    }

    private Path file() {
        return directory.resolve("session.json");
    }
}
