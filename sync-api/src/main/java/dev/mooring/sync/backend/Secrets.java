package dev.mooring.sync.backend;

import dev.mooring.sync.Misconfigured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads secrets from where a configuration points to: the environment or a file. */
final class Secrets {

    private static final String ENV = "env:";
    private static final String FILE = "file:";

    private final UnaryOperator<@Nullable String> environment;

    Secrets(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /** The secret; a text that is no reference is refused, without repeating it. */
    String resolve(String key, String reference) {
        if (!reference.startsWith(ENV) && !reference.startsWith(FILE)) {
            throw new Misconfigured("'" + key
                    + "' is a secret and must not be written into a configuration: use 'env:NAME' or" + " 'file:PATH'");
        }
        return resolveReference(key, reference);
    }

    /** The secret that a text refers to, or the text itself when it is no reference. */
    String resolveReference(String key, String text) {
        if (text.startsWith(ENV)) {
            return fromEnvironment(key, text.substring(ENV.length()));
        }
        return text.startsWith(FILE) ? fromFile(key, text.substring(FILE.length())) : text;
    }

    private String fromEnvironment(String key, String name) {
        String secret = environment.apply(name);
        if (secret == null || secret.isEmpty()) {
            throw new Misconfigured("'" + key + "' refers to the environment variable " + name + ", which is not set");
        }
        return secret;
    }

    private static String fromFile(String key, String path) {
        try {
            String secret = Files.readString(Path.of(path)).strip();
            if (secret.isEmpty()) {
                throw new Misconfigured("'" + key + "' refers to the file " + path + ", which is empty");
            }
            return secret;
        } catch (IOException | InvalidPathException e) {
            throw new Misconfigured("'" + key + "' refers to the file " + path + ", which cannot be read", e);
        }
    }
}
