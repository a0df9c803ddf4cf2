package dev.mooring.benchmarks.migrate;

import dev.mooring.fetch.FetchBackend;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Write;
import dev.mooring.sync.WriteKey;
import java.util.ArrayList;
import java.util.List;

/** The control: read a page, write it in batches, read the next. It remembers nothing and checks only that each write was taken. */
final class RawCopy {

    private static final int PAGE = 1_000;
    private static final int BATCH = 500;

    private RawCopy() {}

    static void copy(FetchBackend from, FetchBackend to, String source, String target) {
        try (SyncAdapter reading = from.collection(source);
                SyncAdapter writing = to.collection(target)) {
            BatchWrites batches = writing.capability(BatchWrites.class).orElseThrow();
            Cursor at = Cursor.START;
            long number = 0;
            for (boolean more = true; more; ) {
                ChangePage page = reading.changesSince(at, PAGE);
                List<Write> part = new ArrayList<>();
                for (Change change : page.changes()) {
                    Document document = change.present().orElseThrow();
                    part.add(Create.of(WriteKey.of("raw-" + target, number++), document.id(), document.fields()));
                    if (part.size() == BATCH) {
                        check(batches.write(part));
                        part.clear();
                    }
                }
                if (!part.isEmpty()) {
                    check(batches.write(part));
                }
                more = page.more();
                at = page.next();
            }
        }
    }

    private static void check(List<Outcome> outcomes) {
        if (!outcomes.stream().allMatch(each -> each instanceof Outcome.Applied)) {
            throw new IllegalStateException("a write was not taken");
        }
    }
}
