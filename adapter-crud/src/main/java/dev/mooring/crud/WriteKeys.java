package dev.mooring.crud;

import dev.mooring.sync.WriteKey;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of the column that keeps the last write key of each device: keys, percent-encoded, apart by blanks. */
final class WriteKeys {

    private WriteKeys() {}

    /** The keys in a column. What is no key is left out: any subset of the truth is allowed. */
    static Set<WriteKey> read(@Nullable Object column) {
        Set<WriteKey> keys = new LinkedHashSet<>();
        if (column instanceof String text) {
            for (String part : text.split(" ", -1)) {
                read(part, keys);
            }
        }
        return keys;
    }

    /** The column's text after a write: its key takes the place of its device's last one. */
    static String with(Set<WriteKey> known, WriteKey key) {
        Map<String, WriteKey> last = new LinkedHashMap<>();
        known.forEach(older -> last.put(older.device(), older));
        last.remove(key.device());
        last.put(key.device(), key);
        return last.values().stream()
                .map(each -> URLEncoder.encode(each.token(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(" "));
    }

    private static void read(String part, Set<WriteKey> keys) {
        if (part.isEmpty()) {
            return;
        }
        try {
            keys.add(new WriteKey(URLDecoder.decode(part, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException foreignText) {
            // someone else wrote into the column: his text names no write of ours
            return;
        }
    }
}
