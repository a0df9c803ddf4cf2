package dev.mooring.store.sqlite;

import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Document;
import dev.mooring.sync.WriteKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A process that writes until it is killed, and says so after each write that returned. */
final class KilledWriter {

    private static final int CALLERS = 4;

    private KilledWriter() {}

    public static void main(String[] arguments) {
        SqliteStore store = SqliteStore.at(Path.of(arguments[0]));
        AtomicLong numbers = new AtomicLong(Long.parseLong(arguments[1]));
        for (int caller = 0; caller < CALLERS; caller++) {
            new Thread(() -> writeForEver(store, numbers)).start();
        }
    }

    private static void writeForEver(SqliteStore store, AtomicLong numbers) {
        for (long number = numbers.getAndIncrement(); number > 0; number = numbers.getAndIncrement()) {
            write(store, number);
            System.out.println(number);
        }
    }

    static void write(SqliteStore store, long number) {
        store.write(tx -> {
            tx.put(StoredRecord.of("c", Document.of("r" + number, Map.of("text", "text ".repeat(50)))));
            tx.put(new PendingWrite(
                    number,
                    "c",
                    "r" + number,
                    WriteKey.of("device", number),
                    Intent.create(Map.of("number", number)),
                    PendingWrite.Status.READY,
                    Delivery.due(Instant.EPOCH),
                    Set.of(),
                    Instant.EPOCH));
            return true;
        });
    }
}
