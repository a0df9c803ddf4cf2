package dev.mooring.cli;

import dev.mooring.sync.backend.Backend;
import dev.mooring.sync.backend.BackendProvider;
import dev.mooring.sync.backend.Backends;
import dev.mooring.sync.backend.Setting;
import dev.mooring.sync.backend.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A configuration file: a properties file with the settings of a backend, and with the command's own beside them. A relative path in it
 * starts from the file's directory. Immutable.
 */
final class Configuration {

    /** {@code store}. */
    private static final Setting<String> STORE = Setting.text("store", "the SQLite file of the local store");
    /** {@code collections}. */
    private static final Setting<String> COLLECTIONS =
            Setting.text("collections", "the names of the collections, by commas");

    private static final List<Setting<?>> OWN = List.of(STORE, COLLECTIONS);
    private static final String FILE = "file:";

    private final Path file;
    private final Map<String, String> values;
    private final Map<String, String> environment;

    private Configuration(Path file, Map<String, String> values, Map<String, String> environment) {
        this.file = file;
        this.values = values;
        this.environment = environment;
    }

    /** Reads a file. */
    static Configuration read(Path file, Map<String, String> environment) {
        Properties read = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            read.load(text);
        } catch (NoSuchFileException e) {
            throw new Problem(Exit.USAGE, "there is no configuration " + file, e);
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem(Exit.USAGE, "the configuration " + file + " cannot be read: " + Failures.message(e), e);
        }
        Map<String, String> values = new TreeMap<>();
        read.stringPropertyNames()
                .forEach(key -> values.put(key, read.getProperty(key).strip()));
        return new Configuration(file, values, environment);
    }

    /** The same with another value. */
    Configuration with(String key, String value) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.put(key, value);
        return new Configuration(file, changed, environment);
    }

    /** A value as it is written. */
    Optional<String> written(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Opens the backend, after every key was checked. No I/O but for the files of secrets. */
    Backend backend() {
        Map<String, String> resolved = new TreeMap<>(values);
        resolved.replaceAll(
                (key, value) -> value.startsWith(FILE) ? FILE + beside(value.substring(FILE.length())) : value);
        return Backends.open(
                resolved,
                environment::get,
                Backends.available().stream().map(WithOwnSettings::new).toList());
    }

    /** The local store's file. */
    Path store() {
        return beside(required(STORE));
    }

    /** The collections. */
    List<String> collections() {
        List<String> names = Arrays.stream(required(COLLECTIONS).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        if (names.isEmpty()) {
            throw new Problem(Exit.USAGE, "'collections' in " + file + " names none");
        }
        return names;
    }

    private String required(Setting<String> setting) {
        String value = values.get(setting.name());
        if (value == null || value.isEmpty()) {
            throw new Problem(
                    Exit.USAGE, "'" + setting.name() + "' is missing in " + file + ": " + setting.description());
        }
        return value;
    }

    private Path beside(String path) {
        return file.toAbsolutePath().resolveSibling(path).normalize();
    }

    /** The texts that its secrets stand for: no output may contain them. */
    List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        values.values().forEach(value -> {
            if (value.startsWith("env:")) {
                Optional.ofNullable(environment.get(value.substring("env:".length())))
                        .ifPresent(secrets::add);
            } else if (value.startsWith(FILE)) {
                secrets.add(text(beside(value.substring(FILE.length()))));
            }
        });
        secrets.removeIf(String::isBlank);
        return secrets;
    }

    private static String text(Path secret) {
        try {
            return Files.readString(secret).strip();
        } catch (IOException e) {
            throw new Problem(Exit.USAGE, "the secret's file " + secret + " cannot be read: " + Failures.message(e), e);
        }
    }

    /** A backend that also knows the command's own settings, so that a misspelled one is found, whosever it is. */
    private record WithOwnSettings(BackendProvider provider) implements BackendProvider {

        @Override
        public String name() {
            return provider.name();
        }

        @Override
        public List<Setting<?>> settings() {
            List<Setting<?>> all = new ArrayList<>(provider.settings());
            all.addAll(OWN);
            return all;
        }

        @Override
        public List<Setting<?>> collectionSettings() {
            return provider.collectionSettings();
        }

        @Override
        public Backend open(Settings settings) {
            return provider.open(settings);
        }
    }
}
