package dev.mooring.sync.backend;

import dev.mooring.sync.Misconfigured;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A checked configuration: every key is known, every value is read when it is asked for. Never prints a value that may be a
 * secret. Immutable.
 */
public final class Settings {

    /** What stands before these keys in the configuration: messages name the whole key. */
    private final String prefix;

    private final Map<String, String> values;
    private final Secrets secrets;

    private Settings(String prefix, Map<String, String> values, Secrets secrets) {
        this.prefix = prefix;
        this.values = values;
        this.secrets = secrets;
    }

    /**
     * Checks the keys of a configuration against what a provider knows.
     *
     * @throws Misconfigured for an unknown key; the message names the nearest known one
     */
    static Settings check(
            BackendProvider provider, Map<String, String> configuration, UnaryOperator<@Nullable String> environment) {
        Keys known = new Keys(provider);
        Map<String, String> own = new TreeMap<>();
        configuration.forEach((key, text) -> {
            if (key == null || text == null) {
                throw new Misconfigured("the configuration has a key or a value that is null: " + key);
            }
            own.put(key, text);
        });
        own.remove(Backends.BACKEND);
        for (String key : own.keySet()) {
            if (!known.knows(key)) {
                throw new Misconfigured(
                        "the backend '" + provider.name() + "' has no setting '" + key + "'" + known.hint(key));
            }
        }
        return new Settings("", own, new Secrets(environment));
    }

    /**
     * A value, or the setting's fallback.
     *
     * @param <T> the type of the value
     * @throws Misconfigured when there is neither, or the value cannot be read
     */
    public <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() ->
                        new Misconfigured("'" + prefix + setting.name() + "' is missing: " + setting.description()));
    }

    /**
     * A value, or the setting's fallback, if there is one.
     *
     * @param <T> the type of the value
     * @throws Misconfigured when the value cannot be read
     */
    public <T> Optional<T> find(Setting<T> setting) {
        String key = prefix + setting.name();
        String text = values.get(setting.name());
        if (text == null) {
            return setting.fallback();
        }
        try {
            return Optional.of(setting.read(setting.isSecret() ? secrets.resolve(key, text) : text));
        } catch (IllegalArgumentException e) {
            throw new Misconfigured("'" + key + "' " + e.getMessage() + ": " + setting.description(), e);
        }
    }

    /** The keys below a group's name, without it, in alphabetical order; secrets resolved. Unmodifiable. */
    public Map<String, String> group(Setting<String> group) {
        Map<String, String> found = new LinkedHashMap<>();
        String within = group.name() + ".";
        values.forEach((key, text) -> {
            if (key.startsWith(within)) {
                found.put(key.substring(within.length()), secrets.resolveReference(prefix + key, text));
            }
        });
        return Collections.unmodifiableMap(found);
    }

    /** The settings of one collection; its name may hold dots. */
    public Settings collection(String name) {
        Map<String, String> found = new TreeMap<>();
        String within = Keys.COLLECTIONS + name + ".";
        values.forEach((key, text) -> {
            if (key.startsWith(within)) {
                found.put(key.substring(within.length()), text);
            }
        });
        return new Settings(prefix + within, found, secrets);
    }

    /** Names the keys, never a value. */
    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
