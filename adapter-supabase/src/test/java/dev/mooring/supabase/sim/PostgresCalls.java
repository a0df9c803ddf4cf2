package dev.mooring.supabase.sim;

import dev.mooring.support.json.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Requests as statements, each in a transaction of its own (READ COMMITTED). Safe for several threads. */
final class PostgresCalls implements AutoCloseable {

    private static final Set<String> EXPOSED = Set.of("public", "app");

    private final PostgresServer server;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final Map<String, Map<String, String>> functions = new ConcurrentHashMap<>();
    private volatile int mostRows = 1000;

    PostgresCalls(PostgresServer server) {
        this.server = server;
    }

    /**
     * One request.
     *
     * @param path below the API's root
     */
    @SuppressWarnings("ArrayRecordComponent") // read once
    record Call(String method, String path, Parameters parameters, String schema, byte[] body) {

        boolean reads() {
            return method.equals("GET");
        }
    }

    void mostRows(int rows) {
        mostRows = rows;
    }

    Reply answer(Call call, Claims claims) {
        if (!EXPOSED.contains(call.schema())) {
            throw PgError.api(406, "PGRST106", "Invalid schema: " + call.schema(), null);
        }
        try {
            Connection connection = taken();
            try {
                begin(connection, call, claims);
                Reply reply = call.path().startsWith("rpc/") ? function(connection, call) : table(connection, call);
                connection.commit();
                return reply;
            } catch (SQLException | PgError failure) {
                connection.rollback();
                throw failure;
            } finally {
                idle.push(connection);
            }
        } catch (SQLException e) {
            throw error(e, claims);
        }
    }

    @Override
    public void close() {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Connection taken() throws SQLException {
        Connection connection = idle.poll();
        if (connection == null) {
            connection = server.connect("authenticator");
            connection.setAutoCommit(false);
        }
        return connection;
    }

    /** The role, the claims and the search path are the transaction's; a GET may change nothing. */
    private static void begin(Connection connection, Call call, Claims claims) throws SQLException {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("role", claims.role());
        all.put("sub", claims.subject());
        PostgresServer.run(
                connection,
                (call.reads() ? "set transaction read only; " : "") + "set local role " + claims.role()
                        + "; set local search_path = " + name(call.schema())
                        + ", public; set local request.jwt.claims = "
                        + TableRead.literal(Json.standard().text(all)));
    }

    private Reply table(Connection connection, Call call) throws SQLException {
        if (!call.reads()) {
            throw PgError.api(405, "PGRST117", "Unsupported HTTP method: " + call.method(), null);
        }
        String rows = TableRead.sql(call, mostRows);
        String body = text(connection, "select coalesce(json_agg(row_to_json(_)), '[]') from (" + rows + ") _", null);
        return json(body);
    }

    private Reply function(Connection connection, Call call) throws SQLException {
        String name = call.path().substring("rpc/".length());
        Map<String, String> types = types(connection, call.schema(), name);
        String given = call.reads() ? Json.standard().text(members(call.parameters())) : text(call.body());
        Map<?, ?> arguments = (Map<?, ?>) Json.standard().parse(given);
        if (types.isEmpty() || arguments == null || !types.keySet().containsAll(arguments.keySet())) {
            throw PgError.api(
                    404,
                    "PGRST202",
                    "Could not find the function " + call.schema() + "." + name + " in the schema cache",
                    null);
        }
        List<String> names = arguments.keySet().stream().map(String::valueOf).toList();
        String passed = String.join(
                ", ",
                names.stream().map(each -> name(each) + " => _." + name(each)).toList());
        String read = String.join(
                ", ",
                names.stream().map(each -> name(each) + " " + types.get(each)).toList());
        String query = "select " + name(call.schema()) + "." + name(name) + "(" + passed
                + ")::text from json_to_record(?::json) as _(" + read + ")";
        return json(text(connection, query, given));
    }

    private static Map<String, @Nullable Object> members(Parameters parameters) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        parameters.all().forEach(each -> members.put(each.getKey(), each.getValue()));
        return members;
    }

    /** A function's arguments by name; remembered, as in PostgREST's schema cache. */
    private Map<String, String> types(Connection connection, String schema, String name) throws SQLException {
        Map<String, String> known = functions.get(schema + "." + name);
        if (known != null) {
            return known;
        }
        Map<String, String> found = look(connection, schema, name);
        if (!found.isEmpty()) {
            functions.put(schema + "." + name, found);
        }
        return found;
    }

    private static Map<String, String> look(Connection connection, String schema, String name) throws SQLException {
        String query =
                "select a.name, format_type(a.type, null) from pg_proc p join pg_namespace n on n.oid = p.pronamespace, "
                        + "unnest(p.proargnames, p.proargtypes::oid[]) a(name, type) where n.nspname = ? and p.proname = ?";
        Map<String, String> types = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, schema);
            statement.setString(2, name);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    types.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return types;
    }

    private static @Nullable String text(Connection connection, String query, @Nullable String parameter)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            if (parameter != null) {
                statement.setString(1, parameter);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    private static Reply json(@Nullable String body) {
        byte[] bytes = String.valueOf(body).getBytes(StandardCharsets.UTF_8);
        return new Reply(200, Map.of("Content-Type", "application/json; charset=utf-8"), bytes);
    }

    private static PgError error(SQLException e, Claims claims) {
        ServerErrorMessage said = e instanceof PSQLException own ? own.getServerErrorMessage() : null;
        String message = said == null ? String.valueOf(e.getMessage()) : String.valueOf(said.getMessage());
        String state = String.valueOf(e.getSQLState());
        return state.equals("42501")
                ? PgError.denied(claims, message)
                : PgError.sql(state, message, said == null ? null : said.getDetail());
    }

    /** An identifier. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
