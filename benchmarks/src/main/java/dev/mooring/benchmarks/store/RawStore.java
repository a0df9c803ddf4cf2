package dev.mooring.benchmarks.store;

import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The control: what an application would write by hand with SQLite alone, in the same mode. A record and an outbox entry in one
 * transaction, prepared statements, fields streamed to JSON; one index, without which the outbox of a record cannot be found.
 */
final class RawStore implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement record;
    private final PreparedStatement outbox;

    RawStore(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // as much as the store has, so that memory is not what is compared
        config.setCacheSize(-16 * 1024);
        config.setGetGeneratedKeys(false);
        connection = config.createConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE records (collection TEXT, id TEXT, fields TEXT, PRIMARY KEY (collection, id)) WITHOUT ROWID");
            statement.execute(
                    "CREATE TABLE outbox (sequence INTEGER PRIMARY KEY, collection TEXT, id TEXT, write_key TEXT, fields TEXT)");
            statement.execute("CREATE INDEX outbox_of_record ON outbox (collection, id)");
        }
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        commit = connection.prepareStatement("COMMIT");
        record = connection.prepareStatement(
                "INSERT INTO records VALUES (?, ?, ?) ON CONFLICT (collection, id) DO UPDATE SET fields = excluded.fields");
        outbox = connection.prepareStatement("INSERT INTO outbox VALUES (?, ?, ?, ?, ?)");
    }

    void begin() throws SQLException {
        begin.executeUpdate();
    }

    void commit() throws SQLException {
        commit.executeUpdate();
    }

    void store(long number) throws SQLException {
        Map<String, @Nullable Object> fields = Edit.fields(number);
        String id = Edit.id(number);
        record.setString(1, Edit.COLLECTION);
        record.setString(2, id);
        record.setString(3, json(fields));
        record.executeUpdate();
        outbox.setLong(1, number);
        outbox.setString(2, Edit.COLLECTION);
        outbox.setString(3, id);
        outbox.setString(4, "device-" + number);
        outbox.setString(5, json(fields));
        outbox.executeUpdate();
    }

    private static String json(Map<String, @Nullable Object> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.writeStartObject();
            fields.forEach((name, value) -> {
                generator.writeName(name);
                if (value instanceof Long number) {
                    generator.writeNumber(number);
                } else if (value instanceof Boolean truth) {
                    generator.writeBoolean(truth);
                } else {
                    generator.writeString(String.valueOf(value));
                }
            });
            generator.writeEndObject();
        }
        return text.toString();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
