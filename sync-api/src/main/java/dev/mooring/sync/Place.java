package dev.mooring.sync;

import org.jspecify.annotations.Nullable;

/** Where a walk through nested values is: one per map or list, moved from item to item, put into words only for an error. */
final class Place {

    private static final int LONGEST = 200;

    private final @Nullable Place outer;
    private String name = "";
    private int index = -1;

    /** Inside of the item that another place stands at. */
    Place(@Nullable Place outer) {
        this.outer = outer;
    }

    /** At an item of a map. */
    Place at(String field) {
        name = field;
        return this;
    }

    /** At an item of a list. */
    Place at(int item) {
        index = item;
        return this;
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder();
        write(path);
        return path.length() <= LONGEST ? path.toString() : path.substring(0, LONGEST) + "...";
    }

    private void write(StringBuilder path) {
        if (outer != null) {
            outer.write(path);
        }
        if (index >= 0) {
            path.append('[').append(index).append(']');
        } else {
            path.append(path.isEmpty() ? "" : ".").append(name, 0, Math.min(name.length(), LONGEST));
        }
    }
}
