package dev.mooring.cli;

import dev.mooring.cli.terminal.Terminal;
import java.util.Map;

/**
 * What a command finds around itself.
 *
 * @param terminal where it writes
 * @param environment the environment variables; secrets are among them
 */
record Surroundings(Terminal terminal, Map<String, String> environment) {

    Surroundings {
        environment = Map.copyOf(environment);
    }
}
