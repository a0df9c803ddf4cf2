package dev.mooring.migrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that a page leaves in the ledger, to be put there together. Used by one thread. */
final class Written {

    /** How many rows one statement puts. */
    static final int MANY = 40;

    private static final int SHARED = 2;
    private static final int OWN = 5;

    private final List<@Nullable Object[]> rows = new ArrayList<>();

    /** The statement that puts so many rows; collection and pass are told once. */
    static String sql(int rows) {
        StringBuilder sql = new StringBuilder("INSERT OR REPLACE INTO rows VALUES ");
        for (int row = 0; row < rows; row++) {
            int at = SHARED + row * OWN;
            sql.append(row == 0 ? "" : ", ")
                    .append(String.format("(?1, ?%d, ?%d, ?%d, ?%d, ?2, ?%d)", at + 1, at + 2, at + 3, at + 4, at + 5));
        }
        return sql.toString();
    }

    void add(String id, String target, byte @Nullable [] hash, long writes, boolean gone) {
        rows.add(new @Nullable Object[] {id, target.equals(id) ? null : target, hash, writes, gone ? 1 : 0});
    }

    int size() {
        return rows.size();
    }

    /** The values for the statement that puts the rows from one to before another. */
    @Nullable Object[] values(int from, int to, Object... shared) {
        @Nullable Object[] values = Arrays.copyOf(shared, SHARED + (to - from) * OWN);
        for (int row = from; row < to; row++) {
            System.arraycopy(rows.get(row), 0, values, SHARED + (row - from) * OWN, OWN);
        }
        return values;
    }
}
