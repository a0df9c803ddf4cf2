package dev.mooring.sync;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An unmodifiable map that is known to be canonical, so that it is checked and copied only once. */
final class CanonicalMap extends AbstractMap<String, @Nullable Object> {

    private final Map<String, @Nullable Object> values;
    private final int height;
    private final boolean anyNull;

    private CanonicalMap(Map<String, @Nullable Object> values) {
        this.values = Collections.unmodifiableMap(values);
        this.height = CanonicalList.heightOf(values.values());
        this.anyNull = values.containsValue(null);
    }

    /** Takes over a map whose values are canonical; the caller keeps no reference. */
    static CanonicalMap of(Map<String, @Nullable Object> values) {
        return new CanonicalMap(values);
    }

    /** How many levels of maps and lists it has, itself included. */
    int height() {
        return height;
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return values.entrySet();
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return values.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return values.containsKey(key);
    }

    @Override
    public boolean containsValue(@Nullable Object value) {
        return value == null ? anyNull : values.containsValue(value);
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
        values.forEach(action);
    }

    @Override
    public int size() {
        return values.size();
    }
}
