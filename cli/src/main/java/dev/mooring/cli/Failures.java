package dev.mooring.cli;

import dev.mooring.cli.terminal.ClosedPipe;
import dev.mooring.migrate.CheckpointException;
import dev.mooring.store.StoreException;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;

/** What a failure means for the one who typed the command: an exit code, and a line. */
final class Failures {

    private Failures() {}

    /** How a command ends that failed like this. */
    static Exit exit(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem.exit();
        }
        if (failure instanceof StoreException store) {
            return exit(store);
        }
        if (failure instanceof CheckpointException checkpoint) {
            return exit(checkpoint);
        }
        if (failure instanceof TemporaryFailure) {
            return Exit.UNREACHABLE;
        }
        if (failure instanceof Unauthenticated) {
            return Exit.UNAUTHENTICATED;
        }
        if (failure instanceof Rejected) {
            return Exit.FINDINGS;
        }
        if (failure instanceof ClosedPipe) {
            return Exit.CLOSED_PIPE;
        }
        if (failure instanceof CancellationException || isInterruption(failure)) {
            return Exit.INTERRUPTED;
        }
        boolean usage = failure instanceof Misconfigured
                || failure instanceof IllegalArgumentException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof OutOfMemoryError;
        return usage ? Exit.USAGE : Exit.DEFECT;
    }

    /** Libraries wrap it in what they like. */
    private static boolean isInterruption(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    private static Exit exit(StoreException failure) {
        return switch (failure.kind()) {
            case READ_ONLY, FULL, FAILED -> Exit.USAGE;
            case LOCKED, CORRUPT, NEWER_SCHEMA, CLOSED -> Exit.STORE;
        };
    }

    private static Exit exit(CheckpointException failure) {
        return switch (failure.kind()) {
            case MISSING, OTHER_MIGRATION, CUT_OVER, FAILED -> Exit.USAGE;
            case FOREIGN, NEWER, LOCKED -> Exit.STORE;
        };
    }

    /** What it says of itself. */
    static String message(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || failure instanceof OutOfMemoryError) {
            return failure instanceof OutOfMemoryError
                    ? "there is not enough memory for this: JAVA_TOOL_OPTIONS=-Xmx2g gives more"
                    : failure.toString();
        }
        return failure instanceof IOException ? message + why(failure) : message;
    }

    /** What the JDK leaves out where it names the file alone. */
    private static String why(Throwable failure) {
        if (failure instanceof AccessDeniedException) {
            return ": permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return ": a file of that name is there already";
        }
        if (failure instanceof NoSuchFileException) {
            return ": there is no such file or directory";
        }
        return failure instanceof MalformedInputException ? ": it is not in UTF-8" : "";
    }

    /** The line for it; empty where nobody can read it, or wants to. */
    static String line(Throwable failure) {
        Exit exit = exit(failure);
        if (exit == Exit.CLOSED_PIPE || exit == Exit.INTERRUPTED) {
            return "";
        }
        if (exit == Exit.DEFECT) {
            return "this is a defect of mooring: " + failure + "; --debug shows where";
        }
        String said = message(failure);
        Throwable cause = failure.getCause();
        return failure instanceof UncheckedIOException && cause != null && cause.getMessage() != null
                ? said + ": " + message(cause)
                : said;
    }
}
