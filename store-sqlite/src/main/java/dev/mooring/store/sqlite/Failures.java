package dev.mooring.store.sqlite;

import dev.mooring.store.StoreException;
import dev.mooring.store.StoreException.Kind;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** SQLite's result codes as kinds of failure. */
final class Failures {

    /** The extended codes of SQLite keep the primary one in their lowest byte. */
    private static final int PRIMARY = 0xff;

    private Failures() {}

    static StoreException of(SQLException cause, String attempt) {
        return new StoreException(kind(cause), attempt + " failed: " + cause.getMessage(), cause);
    }

    private static Kind kind(SQLException cause) {
        if (!(cause instanceof SQLiteException known)) {
            return Kind.FAILED;
        }
        return switch (known.getResultCode().code & PRIMARY) {
            case 5, 6 -> Kind.LOCKED; // BUSY, LOCKED
            case 8 -> Kind.READ_ONLY;
            case 11, 26 -> Kind.CORRUPT; // CORRUPT, NOTADB
            case 13 -> Kind.FULL;
            default -> Kind.FAILED;
        };
    }

    /** A file that does not hold what this store wrote. */
    static StoreException corrupt(String what, Throwable cause) {
        return new StoreException(Kind.CORRUPT, what, cause);
    }
}
