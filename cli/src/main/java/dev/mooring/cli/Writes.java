package dev.mooring.cli;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The writes in a store that wait or were given up, page by page, and how they are shown. */
final class Writes {

    private static final int PAGE = 500;

    private Writes() {}

    /** Every pending write, a collection after the other. */
    static void pending(LocalStore store, Consumer<PendingWrite> taker) {
        for (String collection : collections(store)) {
            long after = 0;
            for (List<PendingWrite> page = page(store, collection, after);
                    !page.isEmpty();
                    page = page(store, collection, after)) {
                page.forEach(taker);
                after = page.get(page.size() - 1).sequence();
            }
        }
    }

    /** Every dead letter, a collection after the other. */
    static void letters(LocalStore store, Consumer<DeadLetter> taker) {
        for (String collection : collections(store)) {
            long after = 0;
            for (List<DeadLetter> page = letters(store, collection, after);
                    !page.isEmpty();
                    page = letters(store, collection, after)) {
                page.forEach(taker);
                after = page.get(page.size() - 1).number();
            }
        }
    }

    private static List<String> collections(LocalStore store) {
        return store.read(StoreReader::collections).stream().sorted().toList();
    }

    private static List<PendingWrite> page(LocalStore store, String collection, long after) {
        return store.read(reader -> reader.pending(collection, after, PAGE));
    }

    private static List<DeadLetter> letters(LocalStore store, String collection, long after) {
        return store.read(reader -> reader.deadLetters(collection, after, PAGE));
    }

    static Map<String, @Nullable Object> json(PendingWrite write) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("sequence", write.sequence());
        members.put("collection", write.collection());
        members.put("id", write.id());
        members.put("verb", write.intent().verb().name().toLowerCase(Locale.ROOT));
        members.put("fields", write.intent().fields());
        members.put("status", write.status().name().toLowerCase(Locale.ROOT));
        members.put("sends", (long) write.delivery().sends());
        members.put("attempts", (long) write.delivery().attempts());
        members.put("made", write.madeAt().toString());
        write.delivery().problem().ifPresent(problem -> members.put("problem", problem));
        return members;
    }

    static Map<String, @Nullable Object> json(DeadLetter letter) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("number", letter.number());
        members.put("reason", letter.reason().name().toLowerCase(Locale.ROOT));
        members.put("code", letter.problem().code());
        members.put("message", letter.problem().message());
        members.put("at", letter.at().toString());
        members.put("write", json(letter.write()));
        letter.base().ifPresent(base -> members.put("base", base.fields()));
        letter.theirs().flatMap(theirs -> theirs.present()).ifPresent(theirs -> members.put("theirs", theirs.fields()));
        return members;
    }
}
