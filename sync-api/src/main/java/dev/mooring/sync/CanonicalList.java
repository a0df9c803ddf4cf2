package dev.mooring.sync;

import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** An unmodifiable list that is known to be canonical, so that it is checked and copied only once. */
final class CanonicalList extends AbstractList<@Nullable Object> implements RandomAccess {

    private final List<@Nullable Object> items;
    private final int height;

    private CanonicalList(List<@Nullable Object> items) {
        this.items = items;
        this.height = heightOf(items);
    }

    /** Takes over a list whose items are canonical; the caller keeps no reference. */
    static CanonicalList of(List<@Nullable Object> items) {
        return new CanonicalList(items);
    }

    /** How many levels of maps and lists it has, itself included. */
    int height() {
        return height;
    }

    static int heightOf(Collection<? extends @Nullable Object> values) {
        int highest = 0;
        for (Object value : values) {
            if (value instanceof CanonicalMap map) {
                highest = Math.max(highest, map.height());
            } else if (value instanceof CanonicalList list) {
                highest = Math.max(highest, list.height());
            }
        }
        return highest + 1;
    }

    @Override
    public @Nullable Object get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }
}
