package dev.mooring.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One SQLite connection and one lock: whoever holds the lock is alone, so that the order of commits is the order of the
 * sequence numbers. Safe for several threads.
 */
final class Database implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    /** Opens a file, durable at every commit, or a database that lives as long as this object. */
    static Database open(@Nullable String file) {
        Database database = new Database(connect(file));
        try {
            database.update("pragma busy_timeout = 2000");
            database.update("pragma journal_mode = wal");
            database.update("pragma synchronous = full");
            return database;
        } catch (StorageFailure e) {
            database.close();
            throw e;
        }
    }

    private static Connection connect(@Nullable String file) {
        try {
            return DriverManager.getConnection("jdbc:sqlite:" + (file == null ? ":memory:" : file));
        } catch (SQLException e) {
            throw new StorageFailure("cannot open " + file, e);
        }
    }

    /** Runs alone, in one transaction: all of it is committed, or nothing. */
    <T> T transaction(Supplier<T> work) {
        lock.lock();
        try {
            update("begin immediate");
            try {
                T result = work.get();
                update("commit");
                return result;
            } catch (Throwable e) {
                rollback(e);
                throw e;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Changes rows; answers how many. */
    int update(String sql, @Nullable Object... arguments) {
        return run(sql, arguments, statement -> statement.execute() ? 0 : statement.getUpdateCount());
    }

    <T> List<T> query(String sql, Mapper<T> mapper, @Nullable Object... arguments) {
        return run(sql, arguments, statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(mapper.map(result));
                }
            }
            return rows;
        });
    }

    /** Shows rows until the visitor has had enough. */
    void scan(String sql, Mapper<Boolean> goesOn, @Nullable Object... arguments) {
        run(sql, arguments, statement -> {
            try (ResultSet result = statement.executeQuery()) {
                boolean more = true;
                while (more && result.next()) {
                    more = goesOn.map(result);
                }
                return more;
            }
        });
    }

    <T> Optional<T> first(String sql, Mapper<T> mapper, @Nullable Object... arguments) {
        return query(sql, mapper, arguments).stream().findFirst();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StorageFailure("cannot close the database", e);
        } finally {
            lock.unlock();
        }
    }

    private <T> T run(String sql, @Nullable Object[] arguments, Work<T> work) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            return work.run(statement);
        } catch (SQLException e) {
            throw new StorageFailure("cannot run: " + sql, e);
        }
    }

    private void rollback(Throwable cause) {
        try {
            update("rollback");
        } catch (StorageFailure e) {
            cause.addSuppressed(e);
        }
    }

    /** Reads one row. */
    interface Mapper<T> {
        T map(ResultSet result) throws SQLException;
    }

    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    /** The file could not be read or written. */
    static final class StorageFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StorageFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
