package dev.mooring.cli.copy;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Fills an empty store with what a copy holds, a few lines in each commit. Not safe for several threads. */
public final class StoreImport {

    /** So much text goes into one commit. */
    private static final int CHARACTERS = 1 << 20;

    private final LineReader lines;
    private Copied copied = Copied.NOTHING;
    private boolean ended;

    private StoreImport(LineReader lines) {
        this.lines = lines;
    }

    /**
     * Reads a copy to its end. When it fails, the store holds a part of it.
     *
     * @throws UnreadableCopy when it is no whole copy
     */
    public static Copied into(LocalStore store, InputStream copy) {
        return into(store, copy, Format.LONGEST_LINE);
    }

    static Copied into(LocalStore store, InputStream copy, int longestLine) {
        return new StoreImport(new LineReader(copy, longestLine)).all(store);
    }

    private Copied all(LocalStore store) {
        header();
        while (!ended) {
            Copied part = store.write(this::some);
            copied = copied.plus(part);
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the import was interrupted");
            }
        }
        if (lines.next().isPresent()) {
            throw UnreadableCopy.at(lines.number(), "there is more after the end of the copy", null);
        }
        return copied;
    }

    private void header() {
        String line = line();
        try {
            format(new Members(LineJson.members(line)));
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private void format(Members members) {
        if (!members.optionalText("kind").equals(Optional.of(Format.HEADER))) {
            throw new IllegalArgumentException("this is no copy of a store");
        }
        long format = members.number("format");
        String unknown =
                "the copy has format " + format + ", which is not known here; format " + Format.VERSION + " is";
        if (format > Format.VERSION) {
            throw UnreadableCopy.newer(lines.number(), unknown);
        }
        if (format != Format.VERSION) {
            throw new IllegalArgumentException(unknown);
        }
        members.nothingLeft();
    }

    private Copied some(StoreTransaction tx) {
        Copied part = Copied.NOTHING;
        for (long left = CHARACTERS; left > 0 && !ended; ) {
            String line = line();
            left -= line.length() + 1L;
            try {
                part = part.plus(one(tx, new Members(LineJson.members(line))));
            } catch (IllegalArgumentException e) {
                throw refused(e);
            }
        }
        return part;
    }

    private String line() {
        return lines.next()
                .orElseThrow(
                        () -> UnreadableCopy.at(lines.number(), "the copy ends here, without its last line", null));
    }

    private UnreadableCopy refused(IllegalArgumentException reason) {
        return UnreadableCopy.at(lines.number(), String.valueOf(reason.getMessage()), reason);
    }

    private Copied one(StoreTransaction tx, Members members) {
        String kind = members.text("kind");
        return switch (kind) {
            case Format.NOTE -> note(tx, members);
            case Format.RECORD -> record(tx, members);
            case Format.PENDING -> pending(tx, members);
            case Format.LETTER -> letter(tx, members);
            case Format.END -> end(members);
            default -> throw new IllegalArgumentException("its kind is not known here");
        };
    }

    private static Copied note(StoreTransaction tx, Members members) {
        String owner = members.text("collection");
        String name = members.text("name");
        String text = members.text("text");
        members.nothingLeft();
        isNew(tx.note(owner, name), "note '" + name + "'");
        tx.putNote(owner, name, text);
        return new Copied(0, 0, 0, 1);
    }

    private static Copied record(StoreTransaction tx, Members members) {
        StoredRecord record = Understood.record(members);
        Optional<Long> mark = members.optionalNumber("mark");
        members.nothingLeft();
        isNew(tx.record(record.collection(), record.id()), "record '" + record.id() + "'");
        tx.put(record);
        mark.ifPresent(generation -> tx.mark(record.collection(), List.of(record.id()), generation));
        return new Copied(1, 0, 0, 0);
    }

    private static Copied pending(StoreTransaction tx, Members members) {
        PendingWrite write = Understood.write(members);
        members.nothingLeft();
        isNew(tx.pending(write.sequence()), "write " + write.sequence());
        tx.put(write);
        return new Copied(0, 1, 0, 0);
    }

    private static Copied letter(StoreTransaction tx, Members members) {
        DeadLetter letter = Understood.letter(members);
        members.nothingLeft();
        isNew(tx.deadLetter(letter.number()), "dead letter " + letter.number());
        tx.put(letter);
        return new Copied(0, 0, 1, 0);
    }

    private Copied end(Members members) {
        long told = members.number("lines");
        members.nothingLeft();
        if (told != lines.number() - 1) {
            throw new IllegalArgumentException(
                    "the copy had " + told + " lines before this one, and " + (lines.number() - 1) + " are there");
        }
        ended = true;
        return Copied.NOTHING;
    }

    private static void isNew(Optional<?> known, String what) {
        if (known.isPresent()) {
            throw new IllegalArgumentException(what + " is there twice");
        }
    }
}
