package dev.mooring.crud;

import dev.mooring.sync.WriteKey;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The text of the column that keeps the last write key of each device: keys, which have no blanks, apart by blanks. */
final class WriteKeys {

    private static final Pattern KEY = Pattern.compile("[!-~]+-[0-9]+");

    private WriteKeys() {}

    /** The keys in a column. What is no key is left out: any subset of the truth is allowed. */
    static Set<WriteKey> read(@Nullable Object column) {
        Set<WriteKey> keys = new LinkedHashSet<>();
        if (column instanceof String text) {
            Stream.of(text.split(" ", -1))
                    .filter(part -> KEY.matcher(part).matches())
                    .map(WriteKey::new)
                    .forEach(keys::add);
        }
        return keys;
    }

    /** The column's text after a write: its key takes the place of its device's last one. */
    static String with(Set<WriteKey> known, WriteKey key) {
        Map<String, WriteKey> last = new LinkedHashMap<>();
        known.forEach(older -> last.put(older.device(), older));
        last.remove(key.device());
        last.put(key.device(), key);
        return last.values().stream().map(WriteKey::token).collect(Collectors.joining(" "));
    }
}
