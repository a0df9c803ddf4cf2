package dev.mooring.cli.demo;

import dev.mooring.Mooring;
import dev.mooring.RecordChange;
import dev.mooring.Records;
import dev.mooring.Retry;
import dev.mooring.fetch.FetchBackend;
import dev.mooring.store.sqlite.SqliteStore;
import dev.mooring.sync.Fields;
import dev.mooring.sync.backend.Backend;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device in this process. What it does is what an application does with Mooring, and nothing else. */
final class LocalDevice implements Device {

    static final String COLLECTION = "shopping";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 500;

    private final Path file;
    private Backend backend;
    private Mooring mooring;
    private Records<Map<String, @Nullable Object>> list;

    LocalDevice(Path file, URI address, boolean offline) {
        this.file = file;
        this.backend = backend(address);
        this.mooring = mooring(file, offline);
        this.list = list(mooring, backend);
    }

    private static Backend backend(URI address) {
        return FetchBackend.mooringRest(address)
                .timeout(Duration.ofSeconds(2))
                .retries(2, Duration.ofMillis(20))
                .build();
    }

    private static Mooring mooring(Path file, boolean offline) {
        Mooring opened = Mooring.builder(SqliteStore.at(file))
                .retry(Retry.forever().waits(Duration.ofMillis(50), Duration.ofMillis(400)))
                .open();
        if (offline) {
            opened.offline();
        }
        return opened;
    }

    private static Records<Map<String, @Nullable Object>> list(Mooring mooring, Backend backend) {
        return mooring.records(COLLECTION).sync(backend.collection(COLLECTION)).open();
    }

    @Override
    public @Nullable Object ask(String what, Map<String, ? extends @Nullable Object> with) {
        return switch (what) {
            case "put" -> done(() -> list.put(text(with, "id"), fields(with)));
            case "patch" -> list.patch(text(with, "id"), fields(with));
            case "delete" -> list.delete(text(with, "id"));
            case "offline" -> done(mooring::offline);
            case "online" -> done(mooring::online);
            case "sync" -> list.sync(PATIENCE);
            case "pending" -> list.status().pending();
            case "letters" -> list.status().deadLetters();
            case "list" -> shown();
            case "follow" -> done(() -> reopen(URI.create(text(with, "backend"))));
            default -> throw new IllegalArgumentException("a device cannot '" + what + "'");
        };
    }

    private static @Nullable Object done(Runnable work) {
        work.run();
        return null;
    }

    private void reopen(URI address) {
        close();
        backend = backend(address);
        mooring = mooring(file, false);
        list = list(mooring, backend);
    }

    private Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        String after = "";
        for (List<RecordChange<Map<String, @Nullable Object>>> page = list.list(after, PAGE);
                !page.isEmpty();
                page = list.list(after, PAGE)) {
            page.forEach(record -> shown.put(record.id(), record.value().orElseThrow()));
            after = page.get(page.size() - 1).id();
        }
        return shown;
    }

    private static String text(Map<String, ? extends @Nullable Object> with, String name) {
        return String.valueOf(with.get(name));
    }

    private static Map<String, @Nullable Object> fields(Map<String, ? extends @Nullable Object> with) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (with.get("fields") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> fields.put(String.valueOf(name), value));
        }
        return Fields.patch(fields);
    }

    @Override
    public void close() {
        mooring.close();
        backend.close();
    }
}
