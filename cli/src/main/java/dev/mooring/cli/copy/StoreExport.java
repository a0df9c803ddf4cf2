package dev.mooring.cli.copy;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes everything that a store holds, page by page: one moment of it. Not safe for several threads. */
public final class StoreExport {

    private static final int PAGE = 200;

    private final StoreReader reader;
    private final Consumer<String> lines;
    private final int longestLine;
    private long written;
    private Copied copied = Copied.NOTHING;

    private StoreExport(StoreReader reader, Consumer<String> lines, int longestLine) {
        this.reader = reader;
        this.lines = lines;
        this.longestLine = longestLine;
    }

    /**
     * Hands out the lines, in an order that is the same for an equal store.
     *
     * @throws IllegalArgumentException when something is too large for a line; what was handed out before is no whole copy
     */
    public static Copied of(LocalStore store, Consumer<String> lines) {
        return of(store, lines, Format.LONGEST_LINE);
    }

    static Copied of(LocalStore store, Consumer<String> lines, int longestLine) {
        return store.read(reader -> new StoreExport(reader, lines, longestLine).all());
    }

    private Copied all() {
        Map<String, @Nullable Object> header = Written.line(Format.HEADER);
        header.put("format", Format.VERSION);
        line(header);
        List<String> owners = new ArrayList<>(reader.collections());
        // the store's own notes: the device's name is among them
        owners.add("");
        owners.stream().sorted().forEach(this::owner);
        Map<String, @Nullable Object> end = Written.line(Format.END);
        end.put("lines", written);
        line(end);
        return copied;
    }

    private void owner(String owner) {
        notes(owner);
        records(owner);
        pending(owner);
        letters(owner);
    }

    private void notes(String owner) {
        reader.note(owner, "").ifPresent(text -> note(owner, "", text));
        String after = "";
        for (Map<String, String> page = reader.notes(owner, after, PAGE);
                !page.isEmpty();
                page = reader.notes(owner, after, PAGE)) {
            for (Map.Entry<String, String> note : page.entrySet()) {
                after = note.getKey();
                note(owner, after, note.getValue());
            }
        }
    }

    private void note(String owner, String name, String text) {
        line(Written.note(owner, name, text));
        copied = copied.plus(new Copied(0, 0, 0, 1));
    }

    private void records(String collection) {
        String after = "";
        for (List<StoredRecord> page = reader.records(collection, after, PAGE);
                !page.isEmpty();
                page = reader.records(collection, after, PAGE)) {
            Map<String, Long> marks =
                    reader.marks(collection, page.stream().map(StoredRecord::id).toList());
            page.forEach(record -> line(Written.record(record, marks.get(record.id()))));
            copied = copied.plus(new Copied(page.size(), 0, 0, 0));
            after = page.get(page.size() - 1).id();
        }
    }

    private void pending(String collection) {
        long after = 0;
        for (List<PendingWrite> page = reader.pending(collection, after, PAGE);
                !page.isEmpty();
                page = reader.pending(collection, after, PAGE)) {
            page.forEach(write -> line(Written.pending(write)));
            copied = copied.plus(new Copied(0, page.size(), 0, 0));
            after = page.get(page.size() - 1).sequence();
        }
    }

    private void letters(String collection) {
        long after = 0;
        for (List<DeadLetter> page = reader.deadLetters(collection, after, PAGE);
                !page.isEmpty();
                page = reader.deadLetters(collection, after, PAGE)) {
            page.forEach(letter -> line(Written.letter(letter)));
            copied = copied.plus(new Copied(0, 0, page.size(), 0));
            after = page.get(page.size() - 1).number();
        }
    }

    private void line(Map<String, @Nullable Object> members) {
        String text = LineJson.text(members);
        // a character is at most three bytes of UTF-8
        if (text.length() > longestLine / 3) {
            throw new IllegalArgumentException("a " + members.get("kind") + " of " + text.length()
                    + " characters is longer than a line of a copy may be (" + longestLine / 3 + "): "
                    + text.substring(0, Math.min(100, text.length())) + "...");
        }
        lines.accept(text);
        written++;
    }
}
