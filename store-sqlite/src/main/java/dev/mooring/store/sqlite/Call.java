package dev.mooring.store.sqlite;

import dev.mooring.store.StoreException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One prepared statement of a session: its parameters are bound from left to right, then it runs. Used again and again. */
final class Call {

    private final Session session;
    private final String sql;
    private final PreparedStatement statement;
    private int bound;

    Call(Session session, String sql, PreparedStatement statement) {
        this.session = session;
        this.sql = sql;
        this.statement = statement;
    }

    /** Forgets what was bound: a value that was refused may have left the parameters half bound. */
    Call afresh() {
        bound = 0;
        return this;
    }

    /** Binds an id, a name or another short text. */
    Call text(String text) {
        Texts.check(text);
        return json(text);
    }

    /** Binds so many ids, from one of them on; the last one again when there are no more. */
    Call texts(List<String> ids, int from, int count) {
        for (int i = from; i < from + count; i++) {
            text(ids.get(Math.min(i, ids.size() - 1)));
        }
        return this;
    }

    /** Binds a text that is known to be well-formed. */
    Call json(@Nullable String text) {
        try {
            statement.setString(++bound, text);
            return this;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    Call number(long number) {
        try {
            statement.setLong(++bound, number);
            return this;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    Call flag(boolean flag) {
        return number(flag ? 1 : 0);
    }

    /** Runs it; answers how many rows it changed. */
    int run() {
        try {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            bound = 0;
        }
    }

    <T> List<T> list(Row<T> row) {
        try (ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(read(row, rows));
            }
            return found;
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            bound = 0;
        }
    }

    <T> Optional<T> first(Row<T> row) {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(read(row, rows)) : Optional.empty();
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            bound = 0;
        }
    }

    /** The number in the first column of the first row; 0 without a row. */
    long count() {
        return first(row -> row.getLong(1)).orElse(0L);
    }

    private <T> T read(Row<T> row, ResultSet rows) throws SQLException {
        try {
            return row.read(rows);
        } catch (StoreException e) {
            throw session.failed(e);
        } catch (RuntimeException e) {
            throw session.failed(Failures.corrupt("a stored row cannot be read: " + e, e));
        }
    }

    private StoreException failed(SQLException cause) {
        bound = 0;
        return session.failed(cause, sql);
    }

    /**
     * Reads the row that a result stands on.
     *
     * @param <T> what a row is
     */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
