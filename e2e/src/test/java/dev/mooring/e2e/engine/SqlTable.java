package dev.mooring.e2e.engine;

import dev.mooring.contract.fault.Transport;
import dev.mooring.crud.Answer;
import dev.mooring.crud.NewRow;
import dev.mooring.crud.RowUpdate;
import dev.mooring.crud.Rows;
import dev.mooring.crud.Since;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The functions of one SQL table as an application would write them: one connection per call, one transaction per write. */
final class SqlTable {

    private static final int CONSTRAINT = 19;
    private static final String NOW = "cast((julianday('now') - 2440587.5) * 86400000 as integer)";

    private final String url;
    private final String table;
    private final Transport network;

    SqlTable(String url, String table, Transport network) {
        this.url = url;
        this.table = table;
        this.network = network;
    }

    /** Makes the table; its own rule is that no title is {@code poison}. */
    boolean created() {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("create table " + table + """
                     (id text primary key, title text check (title <> 'poison'), done integer, n integer, list text,
                      deleted integer not null default 0, write_keys text, version integer not null unique,
                      updated_at integer not null)""");
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the table " + table, e);
        }
    }

    Rows page(Optional<String> cursor, int limit) throws Exception {
        List<Map<String, @Nullable Object>> rows = network.call(
                "page",
                false,
                () -> query("where deleted = 0 and id > ? order by id limit ?", cursor.orElse(""), limit));
        return rows.size() < limit
                ? Rows.last(rows)
                : Rows.more(rows, String.valueOf(rows.get(rows.size() - 1).get("id")));
    }

    Optional<Map<String, @Nullable Object>> get(String id) throws Exception {
        return network.call(
                "get", false, () -> query("where id = ?", id).stream().findFirst());
    }

    Collection<Map<String, @Nullable Object>> since(Since since) throws Exception {
        long stamp = since.stamp().toEpochMilli();
        String later = "where updated_at > ? or (updated_at = ? and id > ?) order by updated_at, id limit ?";
        return network.call(
                "since", false, () -> query(later, stamp, stamp, since.afterId().orElse(""), since.limit()));
    }

    Answer insert(NewRow row) throws Exception {
        return insertAll(List.of(row)).get(0);
    }

    Answer update(RowUpdate update) throws Exception {
        return updateAll(List.of(update)).get(0);
    }

    List<Answer> insertAll(List<NewRow> rows) throws Exception {
        return network.call(
                "insert",
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
                "update",
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
        values.put("id", row.id());
        String marks = values.keySet().stream().map(name -> "?").collect(Collectors.joining(", "));
        int made = execute(
                connection,
                "insert into " + table + " (" + String.join(", ", values.keySet()) + ", version, updated_at) values ("
                        + marks + ", " + nextVersion() + ", " + NOW + ") on conflict (id) do nothing",
                new ArrayList<>(values.values()));
        return made == 0 ? Answer.unchanged() : saved(connection, row.id());
    }

    private Answer update(Connection connection, RowUpdate update) throws SQLException {
        Map<String, @Nullable Object> values = columns(update.values());
        String sets = Stream.concat(
                        values.keySet().stream().map(name -> name + " = ?"),
                        Stream.of("version = " + nextVersion(), "updated_at = " + NOW))
                .collect(Collectors.joining(", "));
        List<@Nullable Object> parameters = new ArrayList<>(values.values());
        parameters.add(update.id());
        update.expected().map(Long::valueOf).ifPresent(parameters::add);
        String guard = update.expected().isPresent() ? " and version = ?" : "";
        int changed = execute(connection, "update " + table + " set " + sets + " where id = ?" + guard, parameters);
        return changed == 0 ? Answer.unchanged() : saved(connection, update.id());
    }

    private Answer saved(Connection connection, String id) throws SQLException {
        return Answer.saved(query(connection, "where id = ?", id).get(0));
    }

    /** Never a number that was there before: rows are only flagged as deleted. */
    private String nextVersion() {
        return "(select coalesce(max(version), 0) + 1 from " + table + ")";
    }

    private static Map<String, @Nullable Object> columns(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!name.equals("id")) {
                boolean flag = name.equals("deleted") || name.equals("done");
                columns.put(name, flag ? (Object) Boolean.TRUE.equals(value) : value);
            }
        });
        return columns;
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            try {
                T done = work.in(connection);
                connection.commit();
                return done;
            } catch (SQLException e) {
                connection.rollback();
                if (e.getErrorCode() == CONSTRAINT) {
                    throw new Rejected(new Problem("constraint", "the table " + table + " refuses the row"));
                }
                throw e;
            }
        }
    }

    private List<Map<String, @Nullable Object>> query(String where, Object... parameters) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return query(connection, where, parameters);
        }
    }

    private List<Map<String, @Nullable Object>> query(Connection connection, String where, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select * from " + table + " " + where)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result));
                }
            }
            return rows;
        }
    }

    private static Map<String, @Nullable Object> row(ResultSet result) throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (String name : List.of("id", "title", "list", "write_keys")) {
            row.put(name, result.getString(name));
        }
        for (String name : List.of("n", "version", "updated_at", "deleted")) {
            String number = result.getString(name);
            row.put(name, number == null ? null : Long.valueOf(number));
        }
        String done = result.getString("done");
        row.put("done", done == null ? null : done.equals("1"));
        return row;
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

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }
}
