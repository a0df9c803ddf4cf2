package dev.mooring.crud;

import dev.mooring.contract.fault.CallFaults;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The functions of an adapter over one SQL table, as an application with plain JDBC would have them: one connection per call, one
 * transaction per write, the time of the database. Safe for several threads.
 */
final class JdbcItems {

    private static final Set<String> COLUMNS =
            Set.of("id", "title", "body", "done", "amount", "price", "tags", "extra", "deleted", "write_keys");

    private static final String LATER = "owner = ? and (updated_at > ? or (updated_at = ? and id > ?))";

    /** Never a number that was there before: rows are only flagged as deleted. */
    private static final String VERSION = "(select coalesce(max(version), 0) + 1 from items)";

    private static final String NOW = "cast((julianday('now') - 2440587.5) * 86400000 as integer)";

    private final String url;
    private final String owner;
    private final CallFaults network;

    JdbcItems(String url, String owner, CallFaults network) {
        this.url = url;
        this.owner = owner;
        this.network = network;
    }

    static void createTable(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("""
                    create table items (
                      id text primary key, owner text not null, title text, body text, done integer,
                      amount integer, price text, tags text, extra text, deleted integer not null default 0,
                      write_keys text, version integer not null, updated_at integer)""");
            statement.execute("create index by_change on items (updated_at, id)");
        }
    }

    Rows page(Optional<String> cursor, int limit) throws Exception {
        List<Map<String, @Nullable Object>> rows = network.call(
                "page",
                false,
                () -> query(
                        "select * from items where owner = ? and deleted = 0 and id > ? order by id limit ?",
                        owner,
                        cursor.orElse(""),
                        limit));
        return rows.size() < limit
                ? Rows.last(rows)
                : Rows.more(rows, String.valueOf(rows.get(rows.size() - 1).get("id")));
    }

    Optional<Map<String, @Nullable Object>> get(String id) throws Exception {
        return network.call(
                "get",
                false,
                () -> query("select * from items where owner = ? and id = ?", owner, id).stream()
                        .findFirst());
    }

    Collection<Map<String, @Nullable Object>> since(Since since) throws Exception {
        long stamp = since.stamp().toEpochMilli();
        return network.call(
                "since",
                false,
                () -> query(
                        "select * from items where " + LATER + " order by updated_at, id limit ?",
                        owner,
                        stamp,
                        stamp,
                        since.afterId().orElse(""),
                        since.limit()));
    }

    Answer insert(NewRow row) throws Exception {
        return network.call("insert", true, () -> inTransaction(connection -> insert(connection, row)));
    }

    Answer update(RowUpdate update) throws Exception {
        return network.call("update", true, () -> inTransaction(connection -> update(connection, update)));
    }

    List<Answer> insertAll(List<NewRow> rows) throws Exception {
        return network.call(
                "insertAll",
                true,
                () -> inTransaction(connection -> {
                    List<Answer> answers = new ArrayList<>();
                    for (NewRow row : rows) {
                        answers.add(insert(connection, row));
                    }
                    return answers;
                }));
    }

    List<Answer> updateAll(List<RowUpdate> updates) throws Exception {
        return network.call(
                "updateAll",
                true,
                () -> inTransaction(connection -> {
                    List<Answer> answers = new ArrayList<>();
                    for (RowUpdate update : updates) {
                        answers.add(update(connection, update));
                    }
                    return answers;
                }));
    }

    private Answer insert(Connection connection, NewRow row) throws SQLException {
        Map<String, @Nullable Object> values = columns(row.values());
        String names = String.join(", ", values.keySet());
        String marks = values.keySet().stream().map(name -> "?").collect(Collectors.joining(", "));
        List<@Nullable Object> parameters = new ArrayList<>(values.values());
        parameters.add(owner);
        int made = execute(
                connection,
                "insert into items (" + names + ", owner, version, updated_at) values (" + marks + ", ?, " + VERSION
                        + ", " + NOW + ") on conflict (id) do nothing",
                parameters);
        return made == 0 ? Answer.unchanged() : saved(connection, row.id());
    }

    private Answer update(Connection connection, RowUpdate update) throws SQLException {
        Map<String, @Nullable Object> values = columns(update.values());
        String sets = Stream.concat(
                        values.keySet().stream().map(name -> name + " = ?"),
                        Stream.of("version = " + VERSION, "updated_at = " + NOW))
                .collect(Collectors.joining(", "));
        List<@Nullable Object> parameters = new ArrayList<>(values.values());
        parameters.add(owner);
        parameters.add(update.id());
        update.expected().map(Long::valueOf).ifPresent(parameters::add);
        int changed = execute(
                connection,
                "update items set " + sets + " where owner = ? and id = ?"
                        + (update.expected().isPresent() ? " and version = ?" : ""),
                parameters);
        return changed == 0 ? Answer.unchanged() : saved(connection, update.id());
    }

    private static Answer saved(Connection connection, String id) throws SQLException {
        return Answer.saved(
                query(connection, "select * from items where id = ?", id).get(0));
    }

    /** A field that has no column, or another type than its column, is refused by name. */
    private static Map<String, @Nullable Object> columns(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!COLUMNS.contains(name)) {
                throw new Rejected(new Problem("column", "the field '" + name + "' has no column in items"));
            }
            columns.put(name, JdbcValues.toColumn(name, value));
        });
        return columns;
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            try {
                T done = work.in(connection);
                connection.commit();
                return done;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private List<Map<String, @Nullable Object>> query(String sql, Object... parameters) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return query(connection, sql, parameters);
        }
    }

    private static List<Map<String, @Nullable Object>> query(Connection connection, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(JdbcValues.row(result));
                }
            }
            return rows;
        }
    }

    private static int execute(Connection connection, String sql, List<@Nullable Object> parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            return statement.executeUpdate();
        }
    }
}
