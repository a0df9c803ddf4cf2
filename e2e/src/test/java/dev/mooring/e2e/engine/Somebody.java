package dev.mooring.e2e.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Somebody else at the backend, without an engine and without faults. */
final class Somebody {

    private static final int PAGE = 100;
    private static final AtomicInteger KEYS = new AtomicInteger();

    private final SyncAdapter direct;

    Somebody(SyncAdapter direct) {
        this.direct = direct;
    }

    void create(String id, Map<String, @Nullable Object> fields) {
        applied(direct.create(Create.of(key(), id, fields)));
    }

    void update(String title, Map<String, @Nullable Object> patch) {
        applied(direct.update(Update.of(key(), document(title), patch)));
    }

    void delete(String title) {
        Document document = document(title);
        applied(direct.delete(Delete.of(key(), document)));
    }

    Map<String, Map<String, @Nullable Object>> all() {
        Map<String, Map<String, @Nullable Object>> all = new TreeMap<>();
        documents().forEach(document -> all.put(document.id(), document.fields()));
        return all;
    }

    /** The titles, as often as they are there, in order. */
    List<String> titles() {
        return documents().stream()
                .map(document -> String.valueOf(document.fields().get("title")))
                .sorted()
                .toList();
    }

    private Document document(String title) {
        return documents().stream()
                .filter(document -> title.equals(document.fields().get("title")))
                .findFirst()
                .orElseThrow();
    }

    private List<Document> documents() {
        List<Document> all = new ArrayList<>();
        Page page = direct.list(Cursor.START, PAGE);
        all.addAll(page.documents());
        while (page.more()) {
            page = direct.list(page.next(), PAGE);
            all.addAll(page.documents());
        }
        return all;
    }

    private WriteKey key() {
        return WriteKey.of("somebody", KEYS.incrementAndGet());
    }

    private static void applied(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    }
}
