package dev.mooring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncExceptionTest {

    @Test
    void aPauseIsAddedWithoutLosingAnything() {
        Exception cause = new IOException("reset");
        TemporaryFailure failure = TemporaryFailure.maybeApplied("update of '1'", cause);
        Exception other = new IOException("and close failed");
        failure.addSuppressed(other);

        TemporaryFailure paused = failure.retryAfter(Duration.ofSeconds(3));

        assertThat(paused).hasMessage("update of '1'").hasCause(cause).hasSuppressedException(other);
        assertThat(paused.getStackTrace()).isEqualTo(failure.getStackTrace());
        assertThat(paused.maybeApplied()).isTrue();
        assertThat(paused.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(failure.retryAfter()).isEmpty();
        assertThat(TemporaryFailure.notApplied("m", null).maybeApplied()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> failure.retryAfter(Duration.ofMillis(-1)));
    }

    @Test
    void aRejectionSaysWhy() {
        assertThat(new Rejected(new Problem("409", "taken")))
                .hasMessage("409: taken")
                .hasNoCause();
    }

    @Test
    void allSurviveSerialization() throws IOException, ClassNotFoundException {
        for (SyncException exception : List.of(
                TemporaryFailure.maybeApplied("t", null).retryAfter(Duration.ofSeconds(1)),
                new Unauthenticated("u"),
                new Misconfigured("m", new IOException("c")),
                new Rejected(new Problem("c", "m")))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(exception);

            Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

            assertThat(copy).usingRecursiveComparison().isEqualTo(exception);
        }
    }
}
