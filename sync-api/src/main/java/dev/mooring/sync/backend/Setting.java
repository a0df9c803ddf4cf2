package dev.mooring.sync.backend;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One documented, typed key of a configuration. Immutable.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {

    private final String name;
    private final String description;
    private final Function<String, T> reader;
    private final @Nullable T fallback;
    private final boolean secret;
    private final boolean group;

    private Setting(
            String name,
            String description,
            Function<String, T> reader,
            @Nullable T fallback,
            boolean secret,
            boolean group) {
        this.name = checked(name);
        this.description = Objects.requireNonNull(description, "a setting's description");
        this.reader = reader;
        this.fallback = fallback;
        this.secret = secret;
        this.group = group;
    }

    /** Any text. */
    public static Setting<String> text(String name, String description) {
        return new Setting<>(name, description, text -> text, null, false, false);
    }

    /** A secret: the configuration holds {@code env:NAME} or {@code file:PATH}, never the secret itself. */
    public static Setting<String> secret(String name, String description) {
        return new Setting<>(name, description, text -> text, null, true, false);
    }

    /** Keys {@code name.<anything>}, read by {@link Settings#group}; a value {@code env:NAME} or {@code file:PATH} is a secret. */
    public static Setting<String> group(String name, String description) {
        return new Setting<>(name, description, text -> text, null, false, true);
    }

    /** A whole number. */
    public static Setting<Integer> number(String name, String description) {
        return new Setting<>(
                name, description, text -> read(text, Integer::valueOf, "a whole number"), null, false, false);
    }

    /** {@code true} or {@code false}. */
    public static Setting<Boolean> flag(String name, String description) {
        return new Setting<>(name, description, Setting::readFlag, null, false, false);
    }

    /** A time that is not negative, as ISO 8601 ({@code PT0.5S}) or short ({@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d}). */
    public static Setting<Duration> duration(String name, String description) {
        return new Setting<>(name, description, Setting::readDuration, null, false, false);
    }

    /** An absolute address, with its scheme. */
    public static Setting<URI> uri(String name, String description) {
        return new Setting<>(name, description, Setting::readUri, null, false, false);
    }

    /**
     * One of the constants of an enumeration, in any case.
     *
     * @param <E> the enumeration
     */
    public static <E extends Enum<E>> Setting<E> choice(String name, String description, Class<E> type) {
        return new Setting<>(name, description, text -> readChoice(text, type), null, false, false);
    }

    /** The same setting with a value for when it is not given. */
    public Setting<T> orElse(T value) {
        return new Setting<>(
                name, description, reader, Objects.requireNonNull(value, "a setting's fallback"), secret, group);
    }

    /** The key. */
    public String name() {
        return name;
    }

    /** What it does, for people. */
    public String description() {
        return description;
    }

    /** The value for when it is not given. */
    public Optional<T> fallback() {
        return Optional.ofNullable(fallback);
    }

    /** Whether the value is a secret. */
    public boolean isSecret() {
        return secret;
    }

    /** Whether the setting is a group of keys. */
    public boolean isGroup() {
        return group;
    }

    T read(String text) {
        return reader.apply(text);
    }

    private static String checked(String name) {
        if (name.isEmpty() || name.equals(Backends.BACKEND) || name.startsWith(Keys.COLLECTIONS)) {
            throw new IllegalArgumentException("a setting cannot be named '" + name + "'");
        }
        return name;
    }

    // a parser's own error repeats the text, which may be a secret in the wrong place: it is no cause here
    @SuppressWarnings("UnusedException")
    private static <V> V read(String text, Function<String, V> parser, String kind) {
        try {
            return parser.apply(text.trim());
        } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("must be " + kind);
        }
    }

    private static Boolean readFlag(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static Duration readDuration(String text) {
        String kind = "a time such as 500ms, 30s, 5m, 2h, 7d or PT0.5S";
        Duration time = read(text.toLowerCase(Locale.ROOT), Setting::parsedDuration, kind);
        if (time.isNegative()) {
            throw new IllegalArgumentException("must not be negative");
        }
        return time;
    }

    private static Duration parsedDuration(String text) {
        if (text.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        return Duration.parse(text.startsWith("p") ? text : (text.endsWith("d") ? "P" : "PT") + text);
    }

    // as in read: the parser's error repeats the text
    @SuppressWarnings("UnusedException")
    private static URI readUri(String text) {
        try {
            URI address = new URI(text.trim());
            if (address.isAbsolute()) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be an address such as https://host/path");
        }
        throw new IllegalArgumentException("must be an address such as https://host/path");
    }

    private static <E extends Enum<E>> E readChoice(String text, Class<E> type) {
        String wanted = text.trim().replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant ->
                                        constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .collect(Collectors.joining(", "))));
    }
}
