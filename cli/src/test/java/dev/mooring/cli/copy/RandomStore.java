package dev.mooring.cli.copy;

import dev.mooring.store.DeadLetter;
import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Verb;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whatever a store may hold, from one seed: more than a page of it, and texts that are not easy to write down. */
final class RandomStore {

    static final List<String> COLLECTIONS = List.of("todos", "list/\u00e4 \"b\"\n", "\ud83c\udf4e");
    static final int RECORDS = 250;
    static final int NUMBERS = 60;

    private static final List<String> TEXTS = List.of(
            "", "milk", "\u2028\ufffd\u0000\"\\", "\ud83e\udd5b", "\ue000", "{\"kind\":\"end\"}", "a\r\nb", "-0");

    private final Random random;

    private RandomStore(long seed) {
        this.random = new Random(seed);
    }

    /** Fills a store. */
    static void fill(LocalStore store, long seed) {
        RandomStore made = new RandomStore(seed);
        store.write(tx -> {
            made.everything(tx);
            return true;
        });
    }

    /** An id: some are odd. */
    static String id(int number) {
        return switch (number % 4) {
            case 0 -> "id" + number;
            case 1 -> "\ud83c\udf4e/" + number;
            case 2 -> "\uffee \n" + number;
            default -> "\"" + number;
        };
    }

    private void everything(StoreTransaction tx) {
        tx.putNote("", "device", "d" + random.nextLong());
        tx.putNote(COLLECTIONS.get(0), "", "a note without a name");
        for (int number = 0; number < RECORDS; number++) {
            String collection = one(COLLECTIONS);
            tx.put(record(collection, id(number)));
            if (random.nextBoolean()) {
                tx.mark(collection, List.of(id(number)), random.nextInt(4));
            }
            tx.putNote(one(COLLECTIONS), id(number), one(TEXTS));
        }
        for (int number = 1; number <= NUMBERS; number++) {
            tx.put(write(number, one(COLLECTIONS), id(random.nextInt(RECORDS))));
            tx.put(letter(number));
        }
    }

    private StoredRecord record(String collection, String id) {
        Optional<Document> base = maybe(document(id));
        return new StoredRecord(
                collection,
                id,
                base,
                base.isPresent() ? Optional.empty() : maybe(version()),
                random.nextInt(3) == 0 ? base.map(Document::fields) : maybe(fields(2)),
                random.nextInt(3) == 0 ? fields(1) : Map.of(),
                random.nextBoolean());
    }

    private PendingWrite write(long sequence, String collection, String id) {
        Verb verb = one(List.of(Verb.values()));
        Map<String, @Nullable Object> changed = verb == Verb.DELETE ? Map.of() : fields(2);
        return new PendingWrite(
                sequence,
                collection,
                id,
                WriteKey.of("device", random.nextInt(1_000)),
                new Intent(verb, changed, fields(1), maybe(version())),
                one(List.of(PendingWrite.Status.values())),
                new Delivery(
                        random.nextInt(3),
                        maybe(document(id)),
                        instant(),
                        random.nextInt(9),
                        random.nextInt(3),
                        random.nextInt(5),
                        maybe(one(TEXTS))),
                random.nextBoolean() ? Set.of() : Set.of(sequence + 1, sequence + 2, sequence + 900),
                instant());
    }

    private DeadLetter letter(long number) {
        String id = id(random.nextInt(RECORDS));
        Change theirs = switch (random.nextInt(3)) {
            case 0 -> Change.of(document(id));
            case 1 -> new Change.Removal(id, Change.Reason.DELETED, Optional.of(version()));
            default -> Change.left(id);
        };
        return new DeadLetter(
                number,
                write(random.nextInt(9_999), one(COLLECTIONS), id),
                one(List.of(DeadLetter.Reason.values())),
                new Problem("forbidden", "not " + one(TEXTS)),
                maybe(document(id)),
                maybe(theirs),
                maybe((long) random.nextInt(9)),
                instant());
    }

    private Document document(String id) {
        Set<WriteKey> contains = random.nextBoolean()
                ? Set.of()
                : Set.of(WriteKey.of("a", random.nextInt(9)), WriteKey.of("b", 1), WriteKey.of("c", 2));
        return new Document(id, fields(2), maybe(version()), contains, maybe(instant()));
    }

    private Version version() {
        return new Version("v" + random.nextInt(99));
    }

    private Instant instant() {
        return random.nextInt(9) == 0
                ? Instant.MAX
                : Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private Map<String, @Nullable Object> fields(int depth) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            fields.put("f" + random.nextInt(9) + one(TEXTS), value(depth));
        }
        return fields;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> one(TEXTS);
            case 1 -> random.nextLong();
            case 2 -> new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(60) - 30);
            case 3 -> BigInteger.valueOf(random.nextLong()).pow(3);
            case 4 -> random.nextBoolean();
            case 5 -> null;
            case 6 -> fields(depth - 1);
            default -> List.of(fields(depth - 1), one(TEXTS));
        };
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }
}
