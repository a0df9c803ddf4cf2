package dev.mooring.supabase;

import dev.mooring.contract.Backstage;
import dev.mooring.supabase.sim.PostgresServer;
import dev.mooring.support.json.Json;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the project's owner does by SQL, past the API. */
record KitBackstage(KitSubject subject) implements Backstage {

    @Override
    public boolean leave(String id) {
        return owner(id, "user-b");
    }

    @Override
    public boolean enter(String id) {
        return owner(id, "user-a");
    }

    @Override
    public Optional<Late> begin(Write write) {
        if (!(write instanceof Update update)) {
            return Optional.empty();
        }
        try {
            Connection connection = PostgresServer.running().connect("project");
            connection.setAutoCommit(false);
            put(
                    connection,
                    "update %1$s r set (%2$s) = (select %2$s from json_populate_record(null::%1$s, ?::json)) "
                            + "where id::text = '" + update.id() + "'",
                    update.patch());
            return Optional.of(() -> committed(connection));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean expireCursors() {
        PostgresServer.running()
                .run("update mooring.tables set floor_xid = pg_current_xact_id()::text::bigint, floor_seq = 1 "
                        + "where relation = '" + subject.qualified() + "'::regclass");
        return true;
    }

    @Override
    public boolean putWithoutStamp(String id, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(fields);
        row.put("id", id);
        if (subject.owned()) {
            row.put("owner", "user-a");
        } else if (subject == KitSubject.OTHER) {
            row.put("team", "user-a");
        }
        String name = subject.qualified();
        try (Connection connection = PostgresServer.running().connect("project")) {
            PostgresServer.run(connection, "alter table " + name + " disable trigger mooring_stamp");
            put(connection, "insert into %1$s (%2$s) select %2$s from json_populate_record(null::%1$s, ?::json)", row);
            PostgresServer.run(connection, "alter table " + name + " enable trigger mooring_stamp");
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean owner(String id, String user) {
        if (subject.owned()) {
            PostgresServer.running()
                    .run("update " + subject.qualified() + " set owner = '" + user + "' where id::text = '" + id + "'");
        }
        return subject.owned();
    }

    private void put(Connection connection, String statement, Map<String, @Nullable Object> fields)
            throws SQLException {
        String columns = fields.keySet().stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        String sql = statement.formatted(subject.qualified(), columns);
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            prepared.setString(1, Json.standard().text(fields));
            if (prepared.executeUpdate() != 1) {
                throw new IllegalStateException("no row: " + sql);
            }
        }
    }

    private static Outcome committed(Connection connection) {
        try (connection) {
            connection.commit();
            return Outcome.applied();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
