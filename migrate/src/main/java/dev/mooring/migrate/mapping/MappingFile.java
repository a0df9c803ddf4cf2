package dev.mooring.migrate.mapping;

import dev.mooring.migrate.internal.Json;
import dev.mooring.sync.backend.Nearest;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The JSON form of a mapping. Every error names its place, and the nearest known name. */
final class MappingFile {

    private static final List<String> STEPS =
            List.of("to", "rename", "drop", "constant", "convert", "references", "id");
    private static final List<String> ID_STEPS = List.of("stripPrefix", "replace", "prefix");

    private MappingFile() {}

    static Mapping read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no mapping file " + file, e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the mapping file " + file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the mapping file " + file + " cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the mapping file " + file + ": " + e.getMessage(), e);
        }
    }

    static Mapping parse(String json) {
        Map<String, @Nullable Object> whole = map(Json.parse(json), "the mapping");
        known(whole, List.of("collections"), "the mapping");
        Mapping[] mapping = {Mapping.same()};
        each(whole.get("collections"), "collections", (name, value) -> {
            mapping[0] = mapping[0].with(name, collection(name, map(value, "collections." + name)));
        });
        return mapping[0];
    }

    private static CollectionMapping collection(String name, Map<String, @Nullable Object> steps) {
        String at = "collections." + name;
        known(steps, STEPS, at);
        CollectionMapping.Builder builder = CollectionMapping.builder();
        if (steps.containsKey("to")) {
            builder.to(text(steps.get("to"), at + ".to"));
        }
        each(steps.get("rename"), at + ".rename", (field, to) -> builder.rename(field, text(to, at + ".rename")));
        list(steps.get("drop"), at + ".drop").forEach(field -> builder.drop(text(field, at + ".drop")));
        each(steps.get("constant"), at + ".constant", builder::constant);
        each(
                steps.get("convert"),
                at + ".convert",
                (field, type) -> builder.convert(field, conversion(text(type, at + ".convert." + field), at)));
        each(
                steps.get("references"),
                at + ".references",
                (field, other) -> builder.reference(field, text(other, at + ".references." + field)));
        ids(builder, steps.get("id"), at + ".id");
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + ": " + e.getMessage(), e);
        }
    }

    private static void ids(CollectionMapping.Builder builder, @Nullable Object value, String at) {
        if (value == null) {
            return;
        }
        Map<String, @Nullable Object> steps = map(value, at);
        known(steps, ID_STEPS, at);
        if (steps.containsKey("stripPrefix")) {
            builder.ids(IdMapping.stripPrefix(text(steps.get("stripPrefix"), at + ".stripPrefix")));
        }
        if (steps.containsKey("replace")) {
            builder.ids(replacement(map(steps.get("replace"), at + ".replace"), at + ".replace"));
        }
        if (steps.containsKey("prefix")) {
            builder.ids(IdMapping.prefix(text(steps.get("prefix"), at + ".prefix")));
        }
    }

    private static IdMapping replacement(Map<String, @Nullable Object> parts, String at) {
        known(parts, List.of("pattern", "with"), at);
        try {
            return IdMapping.replace(
                    text(parts.get("pattern"), at + ".pattern"), anyText(parts.get("with"), at + ".with"));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(at + ".pattern is no regular expression: " + e.getDescription(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at + ": " + e.getMessage(), e);
        }
    }

    private static Conversion conversion(String label, String at) {
        List<String> labels =
                Arrays.stream(Conversion.values()).map(Conversion::label).toList();
        return Arrays.stream(Conversion.values())
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(at + ".convert knows no '" + label + "'"
                        + Nearest.hint(label, labels) + "; known: " + String.join(", ", labels)));
    }

    private static void known(Map<String, ?> given, List<String> names, String at) {
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(at + " knows no '" + name + "'" + Nearest.hint(name, names)
                        + "; known: " + String.join(", ", names));
            }
        }
    }

    private static void each(@Nullable Object value, String at, BiConsumer<String, @Nullable Object> taker) {
        if (value != null) {
            map(value, at).forEach(taker);
        }
    }

    @SuppressWarnings("unchecked") // the JSON reader makes maps with text keys only
    private static Map<String, @Nullable Object> map(@Nullable Object value, String at) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException(at + " must be an object");
    }

    private static List<?> list(@Nullable Object value, String at) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(at + " must be a list");
    }

    private static String text(@Nullable Object value, String at) {
        String text = anyText(value, at);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(at + " must not be empty");
        }
        return text;
    }

    private static String anyText(@Nullable Object value, String at) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(at + " must be a text");
    }
}
