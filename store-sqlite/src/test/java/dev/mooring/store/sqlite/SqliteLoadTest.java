package dev.mooring.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.store.StoreReader;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many callers, many records, and the rules that only this store notices. */
class SqliteLoadTest {

    private static final int CALLERS = 16;
    private static final int WRITES = 40;

    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    private final AtomicReference<SqliteStore> opened = new AtomicReference<>();

    @BeforeEach
    void open(@TempDir Path place) {
        opened.set(SqliteStore.at(place.resolve("load.db")));
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        store().close();
    }

    private SqliteStore store() {
        return opened.get();
    }

    @Test
    void sixteenCallersWriteAndReadAtOnce() throws InterruptedException, ExecutionException {
        List<Future<?>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            long first = 1 + caller * 1_000L;
            callers.add(threads.submit(() -> writeAndRead(first)));
        }

        for (Future<?> caller : callers) {
            caller.get();
        }

        assertThat(store().<Long>read(reader -> reader.pendingCount("c"))).isEqualTo(CALLERS * WRITES);
        assertThat(store().<Long>read(reader -> reader.based("c"))).isEqualTo(CALLERS * WRITES);
    }

    private void writeAndRead(long first) {
        for (long number = first; number < first + WRITES; number++) {
            long written = number;
            KilledWriter.write(store(), written);
            // one moment: records and pending writes are committed together
            assertThat(store().<Boolean>read(reader -> reader.pendingCount("c") == reader.based("c")))
                    .isTrue();
            assertThat(store().<Boolean>read(reader -> reader.pending(written).isPresent()))
                    .isTrue();
        }
    }

    @Test
    void tenThousandRecordsComeInPages() {
        store().write(tx -> {
            for (int i = 0; i < 10_000; i++) {
                tx.put(StoredRecord.of("c", Document.of("id" + i, Map.of("n", (long) i))));
            }
            return true;
        });
        Set<String> seen = new HashSet<>();
        String after = "";
        int pages = 0;
        for (List<StoredRecord> page = page(after); !page.isEmpty(); page = page(after)) {
            page.forEach(record -> assertThat(seen.add(record.id())).isTrue());
            after = page.get(page.size() - 1).id();
            pages++;
        }

        assertThat(seen).hasSize(10_000);
        assertThat(pages).isEqualTo(10);
    }

    private List<StoredRecord> page(String after) {
        return store().read(reader -> reader.records("c", after, 1_000));
    }

    @Test
    void markingDoesNotRewriteRecords(@TempDir Path place) throws IOException {
        String text = "x".repeat(100_000);
        Path file = place.resolve("marks.db");
        try (SqliteStore marked = SqliteStore.at(file)) {
            marked.write(tx -> {
                tx.put(StoredRecord.of("c", Document.of("1", Map.of("text", text))));
                return true;
            });
            long before = Files.size(place.resolve("marks.db-wal"));

            marked.write(tx -> {
                tx.mark("c", List.of("1"), 1);
                return true;
            });

            assertThat(Files.size(place.resolve("marks.db-wal")) - before).isBetween(1L, 20_000L);
        }
    }

    @Test
    void workThatCallsTheStoreAgainIsRefused() {
        SqliteStore store = store();

        assertThatIllegalStateException().isThrownBy(() -> store.write(tx -> store.<Long>read(r -> r.based("c"))));
        assertThatIllegalStateException().isThrownBy(() -> store.write(tx -> store.<Long>write(r -> r.based("c"))));
        assertThatIllegalStateException().isThrownBy(() -> store.read(r -> store.<Long>write(tx -> tx.based("c"))));
        assertThatIllegalStateException()
                .isThrownBy(() -> store.read(r -> {
                    store.close();
                    return true;
                }));
        assertThat(store.<Long>read(reader -> reader.based("c"))).isZero();
    }

    @Test
    void aReaderThatWasKeptIsRefused() {
        StoreReader kept = store().read(reader -> reader);
        StoreReader transaction = store().write(tx -> tx);

        assertThatIllegalStateException().isThrownBy(() -> kept.based("c"));
        assertThatIllegalStateException().isThrownBy(() -> transaction.based("c"));
    }

    @Test
    void aTextThatWouldBecomeAnotherOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().write(tx -> {
                    tx.putNote("c", "a\ud800", "x");
                    return true;
                }));
        assertThatIllegalArgumentException().isThrownBy(() -> store().read(reader -> reader.note("c", "\udc00a")));
        assertThat(store().<Boolean>read(reader -> reader.note("c", "a?").isEmpty()))
                .isTrue();
    }

    @Test
    void aCallAfterTheCommitThatThrowsChangesNothing() {
        List<String> told = new ArrayList<>();

        String answer = store().write(tx -> {
            tx.putNote("c", "a", "b");
            tx.onCommit(() -> {
                throw new IllegalStateException("a listener that throws");
            });
            tx.onCommit(() -> {
                throw new StackOverflowError("a listener that nests too deep");
            });
            tx.onCommit(() -> told.add("second"));
            return "written";
        });

        assertThat(answer).isEqualTo("written");
        assertThat(told).containsExactly("second");
        assertThatThrownBy(() -> store().write(tx -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
    }
}
