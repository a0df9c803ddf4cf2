package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.store.StoreException;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void everyFailureHasItsCode() {
        Map<Throwable, Exit> codes = new LinkedHashMap<>();
        codes.put(new Problem(Exit.FINDINGS, "x"), Exit.FINDINGS);
        codes.put(new StoreException(StoreException.Kind.LOCKED, "x"), Exit.STORE);
        codes.put(new StoreException(StoreException.Kind.CORRUPT, "x"), Exit.STORE);
        codes.put(new StoreException(StoreException.Kind.NEWER_SCHEMA, "x"), Exit.STORE);
        codes.put(new StoreException(StoreException.Kind.FAILED, "x"), Exit.USAGE);
        codes.put(new StoreException(StoreException.Kind.READ_ONLY, "a file that cannot be written"), Exit.USAGE);
        codes.put(new StoreException(StoreException.Kind.FULL, "x"), Exit.USAGE);
        codes.put(TemporaryFailure.notApplied("x", null), Exit.UNREACHABLE);
        codes.put(new Unauthenticated("x"), Exit.UNAUTHENTICATED);
        codes.put(new Misconfigured("x"), Exit.USAGE);
        codes.put(new Rejected(new dev.mooring.sync.Problem("code", "x")), Exit.FINDINGS);
        codes.put(new IllegalArgumentException("x"), Exit.USAGE);
        codes.put(new UncheckedIOException("x", new IOException("y")), Exit.USAGE);
        codes.put(new FileAlreadyExistsException("x"), Exit.USAGE);
        codes.put(new OutOfMemoryError("x"), Exit.USAGE);
        codes.put(new StackOverflowError(), Exit.DEFECT);
        codes.put(new InterruptedException(), Exit.INTERRUPTED);
        codes.put(new CancellationException(), Exit.INTERRUPTED);
        codes.put(new IllegalStateException(new IllegalStateException(new InterruptedException())), Exit.INTERRUPTED);
        codes.put(new IllegalStateException("x"), Exit.DEFECT);

        codes.forEach((failure, exit) ->
                assertThat(Failures.exit(failure)).as(failure.toString()).isEqualTo(exit));
    }

    @Test
    void aFailureIsOneLineThatSaysWhatIsWrong() {
        assertThat(Failures.line(new IllegalArgumentException("the port is taken")))
                .isEqualTo("the port is taken");
        assertThat(Failures.line(new UncheckedIOException("cannot remove a file", new IOException("it is busy"))))
                .isEqualTo("cannot remove a file: it is busy");
        assertThat(Failures.line(new IllegalStateException("x"))).contains("defect of mooring", "--debug");
        assertThat(Failures.line(new InterruptedException())).isEmpty();
    }

    @Test
    void whatTheFileSystemSaysIsMoreThanTheNameOfTheFile() {
        assertThat(Failures.line(new AccessDeniedException("reports"))).isEqualTo("reports: permission denied");
        assertThat(Failures.line(new FileAlreadyExistsException("reports")))
                .isEqualTo("reports: a file of that name is there already");
        assertThat(Failures.line(new UncheckedIOException("cannot write", new NoSuchFileException("a/b"))))
                .isEqualTo("cannot write: a/b: there is no such file or directory");
        assertThat(Failures.line(new OutOfMemoryError("Java heap space"))).contains("not enough memory");
    }

    @Test
    void theCodesAreThoseThatAreDocumented() {
        Map<Exit, Integer> documented = new LinkedHashMap<>();
        documented.put(Exit.DONE, 0);
        documented.put(Exit.FINDINGS, 1);
        documented.put(Exit.USAGE, 2);
        documented.put(Exit.UNREACHABLE, 3);
        documented.put(Exit.UNAUTHENTICATED, 4);
        documented.put(Exit.STORE, 5);
        documented.put(Exit.DEFECT, 6);
        documented.put(Exit.INTERRUPTED, 130);
        documented.put(Exit.CLOSED_PIPE, 141);

        assertThat(documented).hasSize(Exit.values().length);
        documented.forEach((exit, code) -> assertThat(exit.code()).isEqualTo(code));
    }
}
