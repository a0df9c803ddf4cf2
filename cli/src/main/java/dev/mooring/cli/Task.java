package dev.mooring.cli;

import dev.mooring.cli.terminal.Terminal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What subcommands share: the way to their surroundings and to the options of the whole command. */
abstract class Task implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Does it. */
    abstract Exit run() throws Exception;

    @Override
    public final Integer call() throws Exception {
        Exit exit = run();
        // a call that was interrupted may only have said that it did not get done
        return exit != Exit.DONE && Thread.currentThread().isInterrupted() ? Exit.INTERRUPTED.code() : exit.code();
    }

    private MooringCommand command() {
        return (MooringCommand) spec.root().userObject();
    }

    final Terminal terminal() {
        return command().terminal();
    }

    final Map<String, String> environment() {
        return command().environment();
    }

    /** Whether the result is wanted as JSON. */
    final boolean json() {
        return command().json();
    }
}
