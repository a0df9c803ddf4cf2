package dev.mooring.migrate;

import dev.mooring.migrate.CheckpointException.Kind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection, used by one thread at a time: every use is inside {@link #transaction}. Statements are prepared once.
 */
final class Sql implements AutoCloseable {

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final String begin;
    private boolean open;

    /**
     * Takes over a connection that commits by itself.
     *
     * @param begin how a transaction begins: with the right to write, or without. The driver's own transactions begin again at each commit, and would
     *     keep other processes out for as long as the connection is open
     */
    Sql(Path file, Connection connection, String begin) {
        this.file = file;
        this.connection = connection;
        this.begin = begin;
    }

    /** All of it or nothing; one inside another is a part of that. */
    synchronized <T> T transaction(Supplier<T> work) {
        if (open) {
            return work.get();
        }
        run(begin);
        open = true;
        try {
            T result = work.get();
            run("COMMIT");
            return result;
        } catch (RuntimeException | Error e) {
            takeBack(e);
            throw e;
        } finally {
            open = false;
        }
    }

    /** As {@link #transaction}, and not even a power cut takes it back when this has returned. Not inside another. */
    synchronized <T> T durably(Supplier<T> work) {
        synchronous("FULL");
        try {
            return transaction(work);
        } finally {
            synchronous("NORMAL");
        }
    }

    private void synchronous(String mode) {
        // a prepared one would take effect once, when it is prepared
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = " + mode);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void takeBack(Throwable cause) {
        try {
            run("ROLLBACK");
        } catch (CheckpointException e) {
            // a full disk, for one, has taken it back already
            cause.addSuppressed(e);
        }
    }

    private void run(String sql) {
        try {
            bound(sql).execute();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    synchronized int update(String sql, @Nullable Object... values) {
        try {
            return bound(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    synchronized <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... values) {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    <T> Optional<T> first(String sql, Reader<T> reader, @Nullable Object... values) {
        return list(sql, reader, values).stream().findFirst();
    }

    long count(String sql, @Nullable Object... values) {
        return first(sql, row -> row.getLong(1), values).orElse(0L);
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private CheckpointException failed(SQLException e) {
        return new CheckpointException(Kind.FAILED, "the checkpoint " + file + " failed: " + e.getMessage(), e);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Reads a row.
     *
     * @param <T> what it gives
     */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
