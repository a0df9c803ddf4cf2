package dev.mooring.migrate;

import dev.mooring.migrate.internal.Json;
import dev.mooring.migrate.mapping.Unmappable;
import dev.mooring.sync.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** An open checkpoint: what a migration knows of itself. Safe for several threads. */
final class Checkpoint implements AutoCloseable {

    private static final String PAUSED = "paused";
    private static final String STATE = "state";
    private static final String DEVICE = "device";

    private final Sql sql;
    private final LedgerTable ledger;
    private final QuarantineTable quarantine;
    private final SpoolTable spool;

    Checkpoint(Sql sql) {
        this.sql = sql;
        this.ledger = new LedgerTable(sql);
        this.quarantine = new QuarantineTable(sql);
        this.spool = new SpoolTable(sql);
    }

    LedgerTable ledger() {
        return ledger;
    }

    QuarantineTable quarantine() {
        return quarantine;
    }

    SpoolTable spool() {
        return spool;
    }

    <T> T transaction(Supplier<T> work) {
        return sql.transaction(work);
    }

    void pause(boolean yes) {
        put(PAUSED, String.valueOf(yes));
    }

    boolean paused() {
        return get(PAUSED).map(Boolean::parseBoolean).orElse(false);
    }

    State state() {
        return get(STATE).map(State::valueOf).orElse(State.NEW);
    }

    void state(State reached) {
        sql.durably(() -> put(STATE, reached.name()));
    }

    /** The name that keys are made with: drawn once, kept for as long as the checkpoint is. */
    String device(Supplier<String> drawn) {
        return sql.transaction(() -> get(DEVICE).orElseGet(() -> {
            String name = drawn.get();
            put(DEVICE, name);
            return name;
        }));
    }

    private Optional<String> get(String name) {
        return sql.transaction(() -> sql.first("SELECT value FROM meta WHERE name = ?", row -> row.getString(1), name));
    }

    private int put(String name, String value) {
        return sql.transaction(() -> sql.update("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value));
    }

    /**
     * Where a collection stands. Under another mapping than last time everything is read anew; what comes out the same is not written
     * again.
     */
    Stage stage(String name, String target, String mapping) {
        return sql.transaction(() -> {
            sql.update(
                    "INSERT OR IGNORE INTO collections (name, target, mapping, cursor, pass, snapshot, complete, round,"
                            + " polled, expected, nanos, counts, verification)"
                            + " VALUES (?, ?, ?, '', 0, 0, 0, 0, 0, -1, 0, '', '')",
                    name,
                    target,
                    mapping);
            int changed = sql.update(
                    "UPDATE collections SET mapping = ?1, cursor = '' WHERE name = ?2" + " AND mapping <> ?1",
                    mapping,
                    name);
            Stage stage = sql.first("SELECT * FROM collections WHERE name = ?", Checkpoint::stage, name)
                    .orElseThrow();
            ledger.recover(stage.number(), stage.pass());
            return changed == 0 ? stage : stage.at(Cursor.START);
        });
    }

    void save(Stage stage) {
        sql.transaction(() -> sql.update(
                "UPDATE collections SET cursor = ?, pass = ?, snapshot = ?, complete = ?, polled = ?,"
                        + " expected = ?, nanos = ?, counts = ? WHERE number = ?",
                stage.cursor().token(),
                stage.pass(),
                stage.snapshot() ? 1 : 0,
                stage.complete() ? 1 : 0,
                stage.polled(),
                stage.expected(),
                stage.nanos(),
                CountsText.text(stage.counts()),
                stage.number()));
    }

    void verification(int collection, UnaryOperator<Verification> change) {
        sql.transaction(() -> {
            String text = sql.first(
                            "SELECT verification FROM collections WHERE number = ?",
                            row -> row.getString(1),
                            collection)
                    .orElse("");
            Verification next = change.apply(VerificationText.read(text, List.of()));
            return sql.update(
                    "UPDATE collections SET verification = ? WHERE number = ?",
                    VerificationText.text(next),
                    collection);
        });
    }

    List<Quarantined> quarantined(String collection, String after, int limit) {
        return sql.transaction(() -> number(collection)
                .map(number -> quarantine.list(number, collection, after, limit))
                .orElse(List.of()));
    }

    /** A record that waits for one that it refers to. */
    Optional<Quarantined> waiting(String collection, String id) {
        return sql.transaction(() ->
                number(collection).flatMap(number -> quarantine.find(number, collection, id, Unmappable.REFERENCE)));
    }

    private Optional<Integer> number(String collection) {
        return sql.first("SELECT number FROM collections WHERE name = ?", row -> row.getInt(1), collection);
    }

    /** What is known of every collection, without notes. */
    Map<String, CollectionReport> reports() {
        return sql.transaction(() -> {
            Map<String, CollectionReport> reports = new LinkedHashMap<>();
            State state = state();
            List<CollectionReport> all =
                    sql.list("SELECT * FROM collections ORDER BY number", row -> report(row, state));
            all.forEach(each -> reports.put(each.name(), each));
            return reports;
        });
    }

    private CollectionReport report(ResultSet row, State whole) throws SQLException {
        Stage stage = stage(row);
        State state = whole == State.FROZEN || whole.usersMayHaveChanged()
                ? whole
                : stage.complete() ? State.TAILING : stage.pass() == 0 ? State.NEW : State.COPYING;
        String name = row.getString("name");
        return new CollectionReport(
                name,
                row.getString("target"),
                state,
                stage.counts(),
                Duration.ofNanos(stage.nanos()),
                quarantine.count(stage.number()),
                quarantine.list(stage.number(), name, "", Report.LISTED),
                VerificationText.read(row.getString("verification"), spool.first(stage.number(), name, Report.LISTED)),
                List.of());
    }

    private static Stage stage(ResultSet row) throws SQLException {
        return new Stage(
                row.getInt("number"),
                new Cursor(row.getString("cursor")),
                row.getLong("pass"),
                row.getInt("snapshot") == 1,
                row.getInt("complete") == 1,
                row.getLong("polled"),
                row.getLong("expected"),
                row.getLong("nanos"),
                CountsText.read(row.getString("counts")));
    }

    @Override
    public void close() {
        sql.close();
    }

    /** Counts as a short list of numbers. */
    private static final class CountsText {

        static String text(Counts counts) {
            return Json.text(List.of(
                    counts.read(),
                    counts.created(),
                    counts.updated(),
                    counts.deleted(),
                    counts.unchanged(),
                    counts.returned()));
        }

        static Counts read(String text) {
            if (text.isEmpty() || !(Json.parse(text) instanceof List<?> list)) {
                return Counts.NONE;
            }
            long[] n = list.stream().mapToLong(each -> (Long) each).toArray();
            return new Counts(n[0], n[1], n[2], n[3], n[4], n[5]);
        }
    }
}
