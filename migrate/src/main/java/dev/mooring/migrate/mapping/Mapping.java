package dev.mooring.migrate.mapping;

import dev.mooring.sync.Document;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of the records of all collections. Immutable; safe for several threads.
 *
 * @param collections what is special, by the collection's name at the source; all others stay as they are
 */
public record Mapping(Map<String, CollectionMapping> collections) {

    /** Copies. */
    public Mapping {
        collections = Collections.unmodifiableMap(new LinkedHashMap<>(collections));
    }

    /** Everything stays as it is. */
    public static Mapping same() {
        return new Mapping(Map.of());
    }

    /**
     * Reads a mapping file, see {@code docs/migrate.md}.
     *
     * @throws IllegalArgumentException for what cannot be read; an unknown name comes with the nearest known one
     */
    public static Mapping read(Path file) {
        return MappingFile.read(file);
    }

    /** As {@link #read}, from text. */
    public static Mapping parse(String json) {
        return MappingFile.parse(json);
    }

    /** With one collection's mapping. */
    public Mapping with(String collection, CollectionMapping mapping) {
        Map<String, CollectionMapping> all = new LinkedHashMap<>(collections);
        all.put(collection, mapping);
        return new Mapping(all);
    }

    /** One collection's mapping. */
    public CollectionMapping of(String collection) {
        return collections.getOrDefault(collection, CollectionMapping.same());
    }

    /** A collection's name at the target. */
    public String target(String collection) {
        return of(collection).target().orElse(collection);
    }

    /**
     * A record as the target shall have it.
     *
     * @throws Unmappable when it cannot be carried over
     */
    public Document map(String collection, Document source) {
        return map(collection, source, this::referred);
    }

    /**
     * As above, where the mapping alone does not tell what references become.
     *
     * @throws Unmappable when it cannot be carried over
     */
    public Document map(String collection, Document source, References references) {
        CollectionMapping mapping = of(collection);
        return Document.of(mapping.ids().of(source.id()), mapping.fields(source.fields(), references));
    }

    /** What a reference becomes as far as the other collection's ids are mapped. */
    public Object referred(String collection, Object reference) {
        IdMapping ids = of(collection).ids();
        return ids.isSame() ? reference : ids.of(References.id(reference));
    }

    /** Tells mappings of one collection apart; what it refers to is a part of it. */
    public String fingerprint(String collection) {
        StringBuilder text = new StringBuilder(of(collection).fingerprint());
        Set.copyOf(of(collection).references().values()).stream()
                .sorted()
                .forEach(other -> text.append(' ')
                        .append(other)
                        .append(' ')
                        .append(of(other).ids().label()));
        return text.toString();
    }
}
