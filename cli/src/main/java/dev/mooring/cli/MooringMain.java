package dev.mooring.cli;

import dev.mooring.cli.terminal.Output;
import dev.mooring.cli.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts the command as a process. */
public final class MooringMain {

    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");

    private static final Duration TO_END = Duration.ofSeconds(5);

    private static final Duration BETWEEN = Duration.ofMillis(100);

    private MooringMain() {}

    /** Runs one command, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // before the first logger is made: errors are told by the command itself
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, Arrays.asList(arguments).contains("--debug") ? "info" : "off");
        }
        // UTF-8 whatever the locale says: what is exported must be the same everywhere
        PrintStream out = Output.to(new FileOutputStream(FileDescriptor.out), Files.isRegularFile(STANDARD_OUTPUT));
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Terminal terminal = Terminal.of(out, err, System.getenv());
        CountDownLatch done = new CountDownLatch(1);
        Thread command = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(command, done, TO_END)));
        int code = MooringCommand.line(new Surroundings(terminal, System.getenv()), out, err)
                .execute(arguments);
        out.flush();
        done.countDown();
        System.exit(code);
    }

    /**
     * Ctrl-C: the command closes what it opened and removes what it made, but nobody waits long for it. It is told again and again, since a library
     * may swallow an interruption: SQLite's driver does, while it asks the system what it is.
     */
    static void interrupt(Thread command, CountDownLatch done, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            while (done.getCount() > 0 && System.nanoTime() - until < 0) {
                command.interrupt();
                done.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (done.getCount() > 0) {
                System.err.println("mooring: it did not end by itself");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
