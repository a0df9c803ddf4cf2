package dev.mooring.supabase.sim;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A real PostgreSQL with the roles of a Supabase project: one for this JVM, on a free port, stopped with it. The owner of tables and scripts is
 * no superuser, as on a hosted project. Safe for several threads.
 */
public final class PostgresServer {

    private static final String ROLES = """
            create role anon nologin noinherit;
            create role authenticated nologin noinherit;
            create role service_role nologin noinherit bypassrls;
            create role authenticator login noinherit;
            grant anon, authenticated, service_role to authenticator;
            create role project login createrole;
            grant anon, authenticated, service_role to project;
            """;

    private static final String GRANTS = """
            alter default privileges for role project in schema %1$s
              grant all on tables to anon, authenticated, service_role;
            alter default privileges for role project in schema %1$s
              grant all on functions to anon, authenticated, service_role;
            """;

    /** A busy machine may take longer than the usual 10 s. */
    private static final Duration STARTUP = Duration.ofMinutes(2);

    /** Started with the first use. */
    private static final class Holder {
        static final PostgresServer RUNNING = started();
    }

    /** Made with the first use. */
    private static final class HostedHolder {
        static final PostgresServer RUNNING = running().another("hosted");
    }

    private final EmbeddedPostgres server;
    private final String database;

    /** Opening a connection takes longer than most scripts. */
    private final Deque<Connection> owners = new ConcurrentLinkedDeque<>();

    private PostgresServer(EmbeddedPostgres server, String database) {
        this.server = server;
        this.database = database;
    }

    private static PostgresServer started() {
        try {
            // a worker that analyzes a table holds the horizon while it does
            PostgresServer first = new PostgresServer(
                    EmbeddedPostgres.builder()
                            .setPGStartupWait(STARTUP)
                            .setServerConfig("autovacuum", "off")
                            .setServerConfig("fsync", "off")
                            .setServerConfig("full_page_writes", "off")
                            .start(),
                    "postgres");
            first.runAsAdmin(ROLES);
            first.prepare("text", "''");
            return first;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server of this JVM, for tests whose users have names instead of uuids. */
    public static PostgresServer running() {
        return Holder.RUNNING;
    }

    /** Another database of it, where a user's id is a uuid, as in a hosted project. */
    public static PostgresServer hosted() {
        return HostedHolder.RUNNING;
    }

    private PostgresServer another(String name) {
        runAsAdmin("create database " + name);
        PostgresServer other = new PostgresServer(server, name);
        other.prepare("uuid", "null");
        return other;
    }

    private void prepare(String userType, String nobody) {
        runAsAdmin("""
            grant create on database %1$s to project;
            alter schema public owner to project;
            create schema auth;
            create function auth.uid() returns %2$s language sql stable as
              $$ select coalesce(nullif(current_setting('request.jwt.claims', true), '')::json ->> 'sub', %3$s)::%2$s $$;
            grant usage on schema auth to public;
            set role project;
            create schema app;
            grant usage on schema public, app to anon, authenticated, service_role;
            set client_min_messages = error;
            create publication supabase_realtime;
            """.formatted(database, userType, nobody) + GRANTS.formatted("public") + GRANTS.formatted("app"));
    }

    private void runAsAdmin(String script) {
        try (Connection admin = connect("postgres")) {
            run(admin, script);
        } catch (SQLException e) {
            throw new IllegalStateException(script, e);
        }
    }

    /** A connection of a role: postgres, the superuser; project, the owner; authenticator, as PostgREST has it. */
    public Connection connect(String role) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", role);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database, properties);
    }

    /** Runs a script as the project's owner does in the SQL editor. */
    public void run(String script) {
        try {
            Connection waiting = owners.poll();
            Connection owner = waiting == null ? connect("project") : waiting;
            try {
                run(owner, script);
                run(owner, "discard all");
                owners.push(owner);
            } catch (SQLException e) {
                owner.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(script, e);
        }
    }

    /** The first column of the first row, as text; asked by the superuser. */
    public String ask(String query) {
        try (Connection admin = connect("postgres");
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Runs statements on a connection. */
    public static void run(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }
}
