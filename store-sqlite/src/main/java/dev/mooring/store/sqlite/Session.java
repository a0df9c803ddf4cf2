package dev.mooring.store.sqlite;

import dev.mooring.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection and its prepared statements, used by one thread at a time, between {@link #enter} and {@link #leave}. It
 * remembers the first failure since it was entered: a change of which a part failed must not be committed.
 */
final class Session implements AutoCloseable {

    private final Connection connection;
    private final Health health;
    private final Map<String, Call> calls = new HashMap<>();
    private final JsonText json = new JsonText();
    private @Nullable Thread user;
    private @Nullable StoreException failure;

    Session(Connection connection, Health health) {
        this.connection = connection;
        this.health = health;
    }

    void enter() {
        user = Thread.currentThread();
        failure = null;
    }

    void leave() {
        user = null;
    }

    /** The call of a statement; always the same one for the same text. */
    Call call(String sql) {
        if (!Thread.currentThread().equals(user)) {
            throw new IllegalStateException("a reader or transaction was used outside the work it was given to");
        }
        Call known = calls.get(sql);
        if (known != null) {
            return known.afresh();
        }
        try {
            Call call = new Call(this, sql, connection.prepareStatement(sql));
            calls.put(sql, call);
            return call;
        } catch (SQLException e) {
            throw failed(e, sql);
        }
    }

    /** Canonical fields as they are stored. */
    String text(Map<String, ? extends @Nullable Object> fields) {
        return json.of(fields);
    }

    /** Runs something once. */
    void once(String sql) {
        try {
            Connections.run(connection, sql);
        } catch (SQLException e) {
            throw failed(e, sql);
        }
    }

    /** A statement that failed is not used again: the driver has let go of it. */
    StoreException failed(SQLException cause, String sql) {
        calls.remove(sql);
        return failed(Failures.of(cause, "a call of the store"));
    }

    StoreException failed(StoreException cause) {
        health.note(cause);
        if (failure == null) {
            failure = cause;
        }
        return cause;
    }

    /** What failed first. */
    @Nullable StoreException failure() {
        return failure;
    }

    void forgetFailure() {
        failure = null;
    }

    void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    void refuseDamaged() {
        health.refuseDamaged();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw Failures.of(e, "closing the store");
        }
    }
}
