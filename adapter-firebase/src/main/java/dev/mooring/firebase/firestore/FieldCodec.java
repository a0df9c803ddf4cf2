package dev.mooring.firebase.firestore;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.Blob;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.FieldValue;
import com.google.cloud.firestore.GeoPoint;
import com.google.cloud.firestore.VectorValue;
import dev.mooring.sync.Fields;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Firestore's values as JSON-shaped ones and back, without loss: what JSON lacks is a map of one key that begins with {@code $}, and
 * what Firestore lacks is refused. Immutable; safe for several threads.
 */
final class FieldCodec {

    static final int DEEPEST = 20;
    static final int LONGEST_NAME = 1500;
    private static final int SHOWN = 100;
    private static final String MAP = "$map";

    private final References references;
    private final Map<String, Function<@Nullable Object, @Nullable Object>> readers = new LinkedHashMap<>();

    FieldCodec(References references) {
        this.references = references;
        readers.put("$timestamp", FieldCodec::timestamp);
        readers.put("$bytes", text -> Blob.fromBytes(Base64.getDecoder().decode(text(text))));
        readers.put("$geopoint", FieldCodec::geopoint);
        readers.put("$reference", path -> references.reference(text(path)));
        readers.put("$double", text -> special(text(text)));
        readers.put("$vector", FieldCodec::vector);
    }

    /** A stored value in the form that travels through Mooring. */
    @Nullable Object decoded(@Nullable Object stored) {
        if (stored instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(decoded(item)));
            return items;
        }
        if (stored instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            map.forEach((name, value) -> entries.put(String.valueOf(name), decoded(value)));
            return tag(map) == null ? entries : Map.of(MAP, entries);
        }
        return stored == null ? null : scalar(stored);
    }

    /**
     * A value in the form in which the SDK stores it.
     *
     * @throws IllegalArgumentException that says why it cannot be stored
     */
    @Nullable Object encoded(@Nullable Object value) {
        return encoded(value, 0);
    }

    private @Nullable Object encoded(@Nullable Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            return encodedMap(map, deeper(depth));
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            for (Object item : list) {
                if (item instanceof List) {
                    throw new IllegalArgumentException("Firestore has no list directly inside a list");
                }
                items.add(encoded(item, deeper(depth)));
            }
            return items;
        }
        if (value instanceof BigInteger || value instanceof BigDecimal) {
            return floating((Number) value);
        }
        return value;
    }

    private @Nullable Object encodedMap(Map<?, ?> map, int depth) {
        String tag = tag(map);
        if (tag == null) {
            return entries(map, depth);
        }
        Object tagged = map.get(tag);
        if (tag.equals(MAP)) {
            if (tagged instanceof Map<?, ?> plain) {
                return entries(plain, depth);
            }
            throw new IllegalArgumentException("$map holds a map");
        }
        return special(tag, tagged);
    }

    private Map<String, @Nullable Object> entries(Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            named(String.valueOf(name));
            entries.put(String.valueOf(name), encoded(value, depth));
        });
        return entries;
    }

    /** Stored only where it would come back in the same form: other digits of the same moment would be a silent change. */
    private Object special(String tag, @Nullable Object tagged) {
        Object stored;
        try {
            stored = readers.getOrDefault(tag, value -> null).apply(tagged);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(tag + " cannot hold " + shown(tagged) + ": " + e.getMessage(), e);
        }
        Object back = stored == null ? null : Fields.value(decoded(stored), tag);
        if (stored == null || !Map.of(tag, tagged == null ? "" : tagged).equals(back)) {
            throw new IllegalArgumentException(
                    tag + " would hold " + shown(tagged) + " in another form, " + shown(back));
        }
        return stored;
    }

    /** Checks a name inside a document. */
    static void named(String name) {
        if (name.isEmpty()
                || name.matches("(?s)__.*__")
                || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw new IllegalArgumentException("Firestore has no names that are empty, longer than " + LONGEST_NAME
                    + " bytes or between two pairs of underscores");
        }
    }

    private @Nullable String tag(Map<?, ?> map) {
        if (map.size() != 1) {
            return null;
        }
        String name = String.valueOf(map.keySet().iterator().next());
        return name.equals(MAP) || readers.containsKey(name) ? name : null;
    }

    private Object scalar(Object stored) {
        if (stored instanceof Timestamp timestamp) {
            return Map.of("$timestamp", Moments.text(timestamp));
        }
        if (stored instanceof Blob blob) {
            return Map.of("$bytes", Base64.getEncoder().encodeToString(blob.toBytes()));
        }
        if (stored instanceof GeoPoint point) {
            return Map.of("$geopoint", Map.of("latitude", point.getLatitude(), "longitude", point.getLongitude()));
        }
        if (stored instanceof DocumentReference reference) {
            return Map.of("$reference", references.text(reference));
        }
        if (stored instanceof VectorValue vector) {
            return Map.of("$vector", Arrays.stream(vector.toArray()).boxed().toList());
        }
        boolean special = stored instanceof Double number && (number.isNaN() || number.isInfinite());
        return special ? Map.of("$double", stored.toString()) : stored;
    }

    /** Firestore has whole numbers of 64 bits and doubles: any other number is stored where a double's shortest form is that number. */
    private static Object floating(Number number) {
        double near = number.doubleValue();
        if (Double.isInfinite(near) || !number.equals(Fields.value(near, "number"))) {
            throw new IllegalArgumentException("Firestore has neither a whole number of 64 bits nor a double for it");
        }
        return near;
    }

    private static Object timestamp(@Nullable Object text) {
        Timestamp time = Moments.timestamp(text(text));
        if (time.getNanos() % 1000 != 0) {
            throw new IllegalArgumentException("Firestore keeps microseconds");
        }
        return time;
    }

    private static Object geopoint(@Nullable Object point) {
        if (point instanceof Map<?, ?> map
                && map.size() == 2
                && map.get("latitude") instanceof Number latitude
                && map.get("longitude") instanceof Number longitude) {
            return new GeoPoint(latitude.doubleValue(), longitude.doubleValue());
        }
        throw new IllegalArgumentException("a point has a latitude and a longitude");
    }

    private static Object special(String text) {
        double value = Double.parseDouble(text);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return value;
        }
        throw new IllegalArgumentException("a number is written as a number");
    }

    private static Object vector(@Nullable Object numbers) {
        if (numbers instanceof List<?> list) {
            return FieldValue.vector(list.stream()
                    .mapToDouble(item -> ((Number) item).doubleValue())
                    .toArray());
        }
        throw new IllegalArgumentException("a vector is a list of numbers");
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("not a text");
    }

    private static int deeper(int depth) {
        if (depth >= DEEPEST) {
            throw new IllegalArgumentException("Firestore nests maps and lists " + DEEPEST + " deep");
        }
        return depth + 1;
    }
}
