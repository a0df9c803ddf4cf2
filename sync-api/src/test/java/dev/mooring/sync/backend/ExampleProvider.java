package dev.mooring.sync.backend;

import dev.mooring.sync.SyncAdapter;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A provider with a setting of each type. What it opens only remembers its settings. */
public class ExampleProvider implements BackendProvider {

    static final Setting<URI> URL = Setting.uri("url", "where the server is");
    static final Setting<String> TOKEN = Setting.secret("token", "who you are");
    static final Setting<Integer> RETRIES =
            Setting.number("retries", "how often").orElse(3);
    static final Setting<Boolean> QUIET =
            Setting.flag("quiet", "whether to be quiet").orElse(false);
    static final Setting<Duration> TIMEOUT = Setting.duration("time-out", "how long to wait");
    static final Setting<Style> STYLE = Setting.choice("style", "how pages are asked for", Style.class);
    static final Setting<String> HEADERS = Setting.group("headers", "more headers");
    static final Setting<String> TABLE = Setting.text("table", "the table's name");
    static final Setting<String> COLUMNS = Setting.group("columns", "other names of columns");
    static final Setting<String> SIGNATURE = Setting.secret("signature", "signs the requests");

    /** The styles. */
    enum Style {
        PAGE_NUMBER,
        LINK
    }

    @Override
    public String name() {
        return "example";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(URL, TOKEN, RETRIES, QUIET, TIMEOUT, STYLE, HEADERS);
    }

    @Override
    public List<Setting<?>> collectionSettings() {
        return List.of(TABLE, COLUMNS, SIGNATURE);
    }

    @Override
    public Backend open(Settings settings) {
        return new Opened(settings);
    }

    /** An open backend without collections. */
    record Opened(Settings settings) implements Backend {
        @Override
        public SyncAdapter collection(String name) {
            throw new UnsupportedOperationException("no collection " + name);
        }

        @Override
        public void close() {}
    }
}
