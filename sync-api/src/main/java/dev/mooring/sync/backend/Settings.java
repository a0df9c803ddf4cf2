package dev.mooring.sync.backend;

import dev.mooring.sync.Misconfigured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    private static final String COLLECTIONS = "collections.";

    private final Map<String, String> values;
    private final Secrets secrets;

    private Settings(Map<String, String> values, Secrets secrets) {
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
        Map<String, String> own = new TreeMap<>(configuration);
        own.remove(Backends.BACKEND);
        for (String key : own.keySet()) {
            boolean known = key.startsWith(COLLECTIONS)
                    ? provider.collectionSettings().stream().anyMatch(setting -> isCollectionKey(key, setting))
                    : provider.settings().stream().anyMatch(setting -> isKey(key, setting));
            if (!known) {
                throw unknown(key, provider);
            }
        }
        return new Settings(own, new Secrets(environment));
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
                        new Misconfigured("'" + setting.name() + "' is missing: " + setting.description()));
    }

    /**
     * A value, or the setting's fallback, if there is one.
     *
     * @param <T> the type of the value
     * @throws Misconfigured when the value cannot be read
     */
    public <T> Optional<T> find(Setting<T> setting) {
        String text = values.get(setting.name());
        if (text == null) {
            return setting.fallback();
        }
        try {
            return Optional.of(setting.read(setting.isSecret() ? secrets.resolve(setting.name(), text) : text));
        } catch (IllegalArgumentException e) {
            throw new Misconfigured("'" + setting.name() + "' " + e.getMessage() + ": " + setting.description(), e);
        }
    }

    /** The keys below a group's name, without it, in alphabetical order; secrets resolved. */
    public Map<String, String> group(Setting<String> group) {
        Map<String, String> found = new LinkedHashMap<>();
        String prefix = group.name() + ".";
        values.forEach((key, text) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), secrets.resolveReference(key, text));
            }
        });
        return found;
    }

    /** The settings of one collection. */
    public Settings collection(String name) {
        Map<String, String> found = new TreeMap<>();
        String prefix = COLLECTIONS + name + ".";
        values.forEach((key, text) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), text);
            }
        });
        return new Settings(found, secrets);
    }

    /** Names the keys, never a value. */
    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }

    private static boolean isKey(String key, Setting<?> setting) {
        return setting.isGroup() ? key.startsWith(setting.name() + ".") : key.equals(setting.name());
    }

    private static boolean isCollectionKey(String key, Setting<?> setting) {
        String rest = key.substring(COLLECTIONS.length());
        String name = "." + setting.name();
        int at = setting.isGroup() ? rest.indexOf(name + ".") : rest.endsWith(name) ? rest.length() - name.length() : -1;
        return at > 0;
    }

    private static Misconfigured unknown(String key, BackendProvider provider) {
        List<String> known = new ArrayList<>(List.of(Backends.BACKEND));
        provider.settings().forEach(setting -> known.add(setting.name()));
        String typed = key;
        if (key.startsWith(COLLECTIONS)) {
            known.clear();
            provider.collectionSettings().forEach(setting -> known.add(setting.name()));
            typed = key.substring(key.lastIndexOf('.') + 1);
        }
        return new Misconfigured("the backend '" + provider.name() + "' has no setting '" + key + "'"
                + Nearest.hint(typed, known));
    }
}
