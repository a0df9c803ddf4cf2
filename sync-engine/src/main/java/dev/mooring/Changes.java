package dev.mooring;

import java.util.AbstractList;
import java.util.List;

/**
 * What an observer is told at once: how some records are now. Immutable when the values are.
 *
 * @param <T> the type of the records
 */
public final class Changes<T> extends AbstractList<RecordChange<T>> {

    private final boolean startsOver;
    private final List<RecordChange<T>> changes;

    Changes(boolean startsOver, List<RecordChange<T>> changes) {
        this.startsOver = startsOver;
        this.changes = List.copyOf(changes);
    }

    /**
     * Whether everything that was told before is to be forgotten, because all that is there follows, in this call and in those after it. So it is with
     * the first call, when the collection was reset, and when more records went away than are kept in memory for a slow observer.
     */
    public boolean startsOver() {
        return startsOver;
    }

    @Override
    public RecordChange<T> get(int index) {
        return changes.get(index);
    }

    @Override
    public int size() {
        return changes.size();
    }
}
