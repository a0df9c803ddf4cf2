package dev.mooring.cli;

import dev.mooring.cli.terminal.Terminal;
import dev.mooring.support.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of the command in this process.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it complained of
 */
record Ran(int code, String out, String err) {

    /** Runs it without anything in the environment. */
    static Ran mooring(String... arguments) {
        return mooring(Map.of(), arguments);
    }

    /** Runs it. */
    static Ran mooring(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = run(environment, stream(out), stream(err), arguments);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs it on streams of one's own; answers its exit code. */
    static int run(Map<String, String> environment, PrintStream out, PrintStream err, String... arguments) {
        Terminal terminal = Terminal.of(out, err, environment);
        return MooringCommand.line(new Surroundings(terminal, environment), out, err)
                .execute(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** What it printed, each line a JSON object. */
    List<Map<?, ?>> json() {
        return out.lines().<Map<?, ?>>map(Ran::object).toList();
    }

    private static Map<?, ?> object(String line) {
        @Nullable Object value = Json.standard().parse(line);
        if (value instanceof Map<?, ?> members) {
            return members;
        }
        throw new AssertionError("no JSON object: " + line);
    }
}
