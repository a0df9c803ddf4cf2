package dev.mooring.migrate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ids asked for together: what a statement costs beside its work in the file is paid once for many of them. */
final class Marks {

    /** A list of so many ids; what a part has less of them is null, which no id is. */
    static final String LIST = "(" + "?, ".repeat(Marks.SIZE - 1) + "?)";

    private static final int SIZE = 100;

    private Marks() {}

    /** Hands out the values of one statement after the other: the first ones, then ids for a {@link #LIST}. */
    static void each(Collection<String> ids, Consumer<@Nullable Object[]> part, Object... first) {
        List<String> all = new ArrayList<>(ids);
        for (int begin = 0; begin < all.size(); begin += SIZE) {
            List<String> some = all.subList(begin, Math.min(all.size(), begin + SIZE));
            @Nullable Object[] values = new @Nullable Object[first.length + SIZE];
            System.arraycopy(first, 0, values, 0, first.length);
            for (int i = 0; i < some.size(); i++) {
                values[first.length + i] = some.get(i);
            }
            part.accept(values);
        }
    }
}
