package dev.mooring.e2e.collections;

import dev.mooring.Transform;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds a field that the backend never sees. */
final class Upper implements Transform {
    @Override
    public Map<String, @Nullable Object> load(Map<String, @Nullable Object> fields) {
        fields.put("NAME", String.valueOf(fields.get("name")).toUpperCase(Locale.ROOT));
        return fields;
    }

    @Override
    public Map<String, @Nullable Object> save(Map<String, @Nullable Object> fields) {
        fields.remove("NAME");
        return fields;
    }
}
