package dev.mooring.cli;

import dev.mooring.cli.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Starts the command as a process. */
public final class MooringMain {

    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private MooringMain() {}

    /** Runs one command, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // before the first logger is made: errors are told by the command itself
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, Arrays.asList(arguments).contains("--debug") ? "info" : "off");
        }
        // UTF-8 whatever the locale says: what is exported must be the same everywhere
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Terminal terminal = Terminal.of(out, err, System.getenv());
        int code = MooringCommand.line(new Surroundings(terminal, System.getenv()), out, err)
                .execute(arguments);
        out.flush();
        System.exit(code);
    }
}
