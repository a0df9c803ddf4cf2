package dev.mooring.cli;

import dev.mooring.cli.terminal.Terminal;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The whole command. */
@Command(
        name = "mooring",
        synopsisSubcommandLabel = "COMMAND",
        description = "Local-first sync: a demonstration, stores, backends and moves between them.",
        footer = {"", "Start with: mooring demo", "Each command explains itself: mooring COMMAND --help"},
        exitCodeListHeading = "%nExit codes:%n",
        mixinStandardHelpOptions = true,
        versionProvider = MooringVersion.class,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            SyncCommand.class,
            PendingCommand.class,
            DeadLettersCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            DoctorCommand.class,
            ContractCommand.class,
            MigrateCommand.class,
            SqlCommand.class
        })
final class MooringCommand implements Runnable {

    private final Surroundings surroundings;

    @picocli.CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "The result as JSON, for programs.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Only the result and errors.")
    private boolean quiet;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Errors with where they came from, and a log.")
    private boolean debug;

    private MooringCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command, ready for arguments. */
    static CommandLine line(Surroundings surroundings, PrintStream out, PrintStream err) {
        MooringCommand command = new MooringCommand(surroundings);
        CommandLine line = new CommandLine(command);
        line.addSubcommand("completion", new GenerateCompletion());
        line.setOut(new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true));
        line.setErr(new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true));
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(surroundings.terminal().coloured() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(surroundings.terminal().width());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.getCommandSpec().usageMessage().exitCodeList(exitCodes());
        line.setExecutionStrategy(command::execute);
        line.setParameterExceptionHandler(MooringCommand::misused);
        line.setExecutionExceptionHandler((failure, failed, parsed) -> command.failed(failure));
        return line;
    }

    private int execute(CommandLine.ParseResult parsed) {
        terminal().quiet(quiet || json);
        try {
            int code = new CommandLine.RunLast().execute(parsed);
            terminal().flush();
            return code;
        } catch (CommandLine.PicocliException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // picocli hands on what is no exception, and a JVM that ends by itself ends with 1
            return failed(e);
        }
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        for (Exit exit : Exit.values()) {
            codes.put(String.valueOf(exit.code()), exit.words());
        }
        return codes;
    }

    private static int misused(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        StringBuilder text = new StringBuilder(String.valueOf(failure.getMessage()));
        if (failure instanceof CommandLine.UnmatchedArgumentException unmatched) {
            unmatched.getSuggestions().stream()
                    .findFirst()
                    .ifPresent(
                            near -> text.append("; did you mean '").append(near).append("'?"));
        }
        text.append(" (see ").append(line.getCommandSpec().qualifiedName()).append(" --help)");
        line.getErr().println("mooring: " + text.toString().replaceAll("\\s*\\R\\s*", " "));
        return Exit.USAGE.code();
    }

    private int failed(Throwable failure) {
        if (Thread.currentThread().isInterrupted()) {
            // whatever a call made of it
            return Exit.INTERRUPTED.code();
        }
        String line = Failures.line(failure);
        if (!line.isEmpty()) {
            terminal().error(line);
        }
        if (debug) {
            failure.printStackTrace(spec.commandLine().getErr());
        }
        return Failures.exit(failure).code();
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    Terminal terminal() {
        return surroundings.terminal();
    }

    Map<String, String> environment() {
        return surroundings.environment();
    }

    boolean json() {
        return json;
    }
}
