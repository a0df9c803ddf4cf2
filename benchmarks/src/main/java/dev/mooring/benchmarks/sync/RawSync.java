package dev.mooring.benchmarks.sync;

import dev.mooring.benchmarks.sync.RawClient.RawPage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sqlite.SQLiteConfig;

/** The control: the same pull and push as a program that is written for nothing else, over the same SQLite in the same mode. */
final class RawSync implements AutoCloseable {

    private static final int BATCH = 500;

    private final RawClient client;
    private final Connection connection;
    private final ExecutorService ahead = Executors.newSingleThreadExecutor();

    RawSync(RawClient client, Path file) throws SQLException {
        this.client = client;
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setCacheSize(-16 * 1024);
        config.setGetGeneratedKeys(false);
        connection = config.createConnection("jdbc:sqlite:" + file);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE records (id TEXT PRIMARY KEY, version TEXT, fields TEXT) WITHOUT ROWID");
            statement.execute("CREATE TABLE cursors (name TEXT PRIMARY KEY, token TEXT)");
            statement.execute("CREATE TABLE outbox (sequence INTEGER PRIMARY KEY, id TEXT, fields TEXT, sent INTEGER)");
        }
        connection.commit();
    }

    /** Pages of 1,000, the next one on its way while this one is stored, with its cursor in one transaction. */
    void pull() throws Exception {
        RawPage page = client.changes("");
        for (boolean more = true; more; ) {
            RawPage now = page;
            Future<RawPage> next = ahead.submit(() -> now.more() ? client.changes(now.next()) : now);
            store(now);
            more = now.more();
            page = next.get();
        }
    }

    private void store(RawPage page) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(
                        "INSERT INTO records VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                                + " version = excluded.version, fields = excluded.fields");
                PreparedStatement cursor = connection.prepareStatement("REPLACE INTO cursors VALUES ('feed', ?)")) {
            for (String[] values : page.rows()) {
                for (int i = 0; i < values.length; i++) {
                    row.setString(i + 1, values[i]);
                }
                row.addBatch();
            }
            row.executeBatch();
            cursor.setString(1, page.next());
            cursor.executeUpdate();
        }
        connection.commit();
    }

    /** What an application wrote while there was no network. */
    void write(String id, String fields) throws SQLException {
        try (PreparedStatement entry =
                connection.prepareStatement("INSERT INTO outbox (id, fields, sent) VALUES (?, ?, 0)")) {
            entry.setString(1, id);
            entry.setString(2, fields);
            entry.executeUpdate();
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** As many writes per request as the server takes: marked as sent, sent, and forgotten when they are acknowledged. */
    void push() throws Exception {
        for (long last = 0; last >= 0; ) {
            StringBuilder body = new StringBuilder("{\"writes\": [");
            long after = last;
            last = -1;
            try (Statement statement = connection.createStatement();
                    ResultSet entries =
                            statement.executeQuery("SELECT sequence, id, fields FROM outbox WHERE sequence > " + after
                                    + " ORDER BY sequence LIMIT " + BATCH)) {
                while (entries.next()) {
                    body.append(last < 0 ? "" : ",").append(create(entries));
                    last = entries.getLong(1);
                }
            }
            if (last >= 0) {
                run("UPDATE outbox SET sent = 1 WHERE sequence <= " + last);
                client.create(body.append("]}").toString());
                run("DELETE FROM outbox WHERE sequence <= " + last);
            }
        }
    }

    private static String create(ResultSet entry) throws SQLException {
        return "{\"op\": \"create\", \"id\": \"" + entry.getString(2) + "\", \"key\": \"raw-" + entry.getLong(1)
                + "\", \"fields\": " + entry.getString(3) + "}";
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        ahead.shutdown();
        client.close();
        connection.close();
    }
}
