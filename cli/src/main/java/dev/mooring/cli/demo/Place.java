package dev.mooring.cli.demo;

import dev.mooring.fetch.FetchBackend;
import dev.mooring.server.RestServer;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Version;
import dev.mooring.sync.backend.Backend;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A backend of the demonstration: the reference server over a file, and a direct look at what it holds. */
final class Place implements AutoCloseable {

    private static final int PAGE = 500;

    private final RestServer server;
    private final Backend direct;
    private final SyncAdapter adapter;
    private Cursor last;

    Place(Path file) {
        server = RestServer.builder().file(file).start();
        direct = FetchBackend.mooringRest(server.uri()).build();
        adapter = direct.collection(LocalDevice.COLLECTION);
        last = end(Cursor.START);
    }

    URI uri() {
        return server.uri();
    }

    SyncAdapter adapter() {
        return adapter;
    }

    /** What it holds, past everything that may fail: id to fields. */
    Map<String, Object> list() {
        Map<String, Object> found = new TreeMap<>();
        Cursor from = Cursor.START;
        for (boolean more = true; more; ) {
            Page page = adapter.list(from, PAGE);
            page.documents().forEach(document -> found.put(document.id(), document.fields()));
            from = page.next();
            more = page.more();
        }
        return found;
    }

    /** The number of its last commit: it counts each change of a record once, and nothing else. */
    long commits() {
        Cursor from = last;
        long highest = 0;
        for (boolean more = true; more; ) {
            ChangePage page = adapter.changesSince(from, PAGE);
            highest = Math.max(
                    highest,
                    page.changes().stream().mapToLong(Place::commit).max().orElse(0));
            from = page.next();
            more = page.more();
        }
        return highest;
    }

    private Cursor end(Cursor start) {
        ChangePage page = adapter.changesSince(start, PAGE);
        return page.more() ? end(page.next()) : page.next();
    }

    private static long commit(Change change) {
        return change.version()
                .map(Version::token)
                // an entity tag: the number in quotes
                .map(tag -> Long.valueOf(tag.replace("\"", "")))
                .orElse(0L);
    }

    @Override
    public void close() {
        direct.close();
        server.close();
    }
}
