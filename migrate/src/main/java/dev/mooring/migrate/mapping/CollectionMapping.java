package dev.mooring.migrate.mapping;

import dev.mooring.migrate.internal.Json;
import dev.mooring.sync.Fields;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one collection's records. Every name is one of the source; fields that are not named stay as they are. In this
 * order: drop, convert, references, rename, constants, code. Immutable; safe for several threads, as far as its code is.
 */
public final class CollectionMapping {

    private static final CollectionMapping SAME = builder().build();

    private final Optional<String> target;
    private final Set<String> dropped;
    private final Map<String, Conversion> conversions;
    private final Map<String, String> references;
    private final Map<String, String> renamed;
    private final Map<String, @Nullable Object> constants;
    private final Map<String, UnaryOperator<Map<String, @Nullable Object>>> code;
    private final IdMapping ids;

    private CollectionMapping(Builder from) {
        target = Optional.ofNullable(from.target);
        dropped = Set.copyOf(from.dropped);
        conversions = Map.copyOf(from.conversions);
        references = Map.copyOf(from.references);
        renamed = Map.copyOf(from.renamed);
        constants = Fields.document(from.constants);
        code = new LinkedHashMap<>(from.code);
        ids = from.ids;
    }

    /** Everything stays as it is. */
    public static CollectionMapping same() {
        return SAME;
    }

    /** Starts from everything staying as it is. */
    public static Builder builder() {
        return new Builder();
    }

    /** The collection's name at the target, where it is another. */
    public Optional<String> target() {
        return target;
    }

    /** What becomes of ids. */
    public IdMapping ids() {
        return ids;
    }

    /** The collections that fields refer to, by field. */
    public Map<String, String> references() {
        return references;
    }

    Map<String, @Nullable Object> fields(Map<String, @Nullable Object> source, References all) {
        if (this == SAME) {
            return source;
        }
        Map<String, @Nullable Object> mapped = new LinkedHashMap<>();
        source.forEach((name, value) -> {
            if (!dropped.contains(name)) {
                put(mapped, renamed.getOrDefault(name, name), value(name, value, all));
            }
        });
        mapped.putAll(constants);
        Map<String, @Nullable Object> result = mapped;
        for (Map.Entry<String, UnaryOperator<Map<String, @Nullable Object>>> step : code.entrySet()) {
            result = applied(step.getKey(), step.getValue(), result);
        }
        return canonical(result);
    }

    /** Whatever code throws, it is about this record, and must not hold up the others. */
    private static Map<String, @Nullable Object> applied(
            String label, UnaryOperator<Map<String, @Nullable Object>> step, Map<String, @Nullable Object> fields) {
        try {
            return Objects.requireNonNull(step.apply(fields), "its answer is null");
        } catch (Unmappable e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Unmappable("the code '" + label + "' failed: " + e, e);
        }
    }

    private @Nullable Object value(String name, @Nullable Object value, References all) {
        Conversion conversion = conversions.get(name);
        Object converted = conversion == null ? value : conversion.of(name, value);
        String other = references.get(name);
        return other == null || converted == null ? converted : all.of(other, converted);
    }

    private static void put(Map<String, @Nullable Object> mapped, String name, @Nullable Object value) {
        if (mapped.containsKey(name)) {
            throw new Unmappable("two fields become '" + name + "'");
        }
        mapped.put(name, value);
    }

    private static Map<String, @Nullable Object> canonical(Map<String, @Nullable Object> mapped) {
        try {
            return Fields.document(mapped);
        } catch (IllegalArgumentException e) {
            throw new Unmappable(String.valueOf(e.getMessage()), e);
        }
    }

    /** Says all of it, so that another mapping has another text; code is known by its label. */
    String fingerprint() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("to", target.orElse(null));
        all.put("drop", dropped.stream().sorted().toList());
        Map<String, String> labels = new TreeMap<>();
        conversions.forEach((name, conversion) -> labels.put(name, conversion.label()));
        all.put("convert", labels);
        all.put("references", new TreeMap<>(references));
        all.put("rename", new TreeMap<>(renamed));
        all.put("constant", new TreeMap<>(constants));
        all.put("code", code.keySet().stream().toList());
        all.put("id", ids.label());
        return Json.text(all);
    }

    /** Sets one part after the other. Not safe for several threads. */
    public static final class Builder {

        private @Nullable String target;
        private final Set<String> dropped = new LinkedHashSet<>();
        private final Map<String, Conversion> conversions = new LinkedHashMap<>();
        private final Map<String, String> references = new LinkedHashMap<>();
        private final Map<String, String> renamed = new LinkedHashMap<>();
        private final Map<String, @Nullable Object> constants = new LinkedHashMap<>();
        private final Map<String, UnaryOperator<Map<String, @Nullable Object>>> code = new LinkedHashMap<>();
        private IdMapping ids = IdMapping.SAME;

        private Builder() {}

        /** The collection has another name at the target. */
        public Builder to(String name) {
            target = name;
            return this;
        }

        /** A field gets another name. */
        public Builder rename(String field, String name) {
            renamed.put(field, name);
            return this;
        }

        /** A field is left out. */
        public Builder drop(String field) {
            dropped.add(field);
            return this;
        }

        /** A field of the target, by its name there, has this value in every record. */
        public Builder constant(String name, @Nullable Object value) {
            constants.put(name, value);
            return this;
        }

        /** A field's values become another type. */
        public Builder convert(String field, Conversion conversion) {
            conversions.put(field, conversion);
            return this;
        }

        /** A field holds the id of a record of another collection, and follows that collection's {@link #ids}. */
        public Builder reference(String field, String collection) {
            references.put(field, collection);
            return this;
        }

        /** What becomes of ids. */
        public Builder ids(IdMapping mapping) {
            ids = ids.then(mapping);
            return this;
        }

        /**
         * The fields as code wants them, after all else. It MUST be pure. A record for which it throws is put aside; {@link Unmappable} says
         * best why.
         *
         * @param label names what it does: give another when the code changes, and what was copied is looked at again
         */
        public Builder code(String label, UnaryOperator<Map<String, @Nullable Object>> step) {
            code.put(label, step);
            return this;
        }

        /**
         * Checks and makes the mapping.
         *
         * @throws IllegalArgumentException when two fields get one name, or a dropped field gets one
         */
        public CollectionMapping build() {
            Set<String> names = new LinkedHashSet<>(constants.keySet());
            renamed.forEach((field, name) -> {
                if (dropped.contains(field)) {
                    throw new IllegalArgumentException("the field '" + field + "' is dropped and renamed");
                }
                if (!names.add(name)) {
                    throw new IllegalArgumentException("two fields become '" + name + "'");
                }
            });
            return new CollectionMapping(this);
        }
    }
}
