package dev.mooring.supabase;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Cuts writes into groups that one address can name, each write by conditions of its own. */
final class Addressed {

    /** What keeps an address short enough for gateways, half of it being percent signs. */
    private static final int LONGEST = 3_000;

    private static final int MOST = 100;

    private Addressed() {}

    /** Groups of two or more; a write that would be alone is in none. */
    static <W> List<List<W>> groups(List<W> writes, Function<W, List<Map.Entry<String, String>>> conditions) {
        List<List<W>> groups = new ArrayList<>();
        int length = LONGEST;
        for (W write : writes) {
            int more = Filters.anyOf(List.of(conditions.apply(write))).length();
            length += more;
            if (length > LONGEST || groups.get(groups.size() - 1).size() == MOST) {
                groups.add(new ArrayList<>());
                length = more;
            }
            groups.get(groups.size() - 1).add(write);
        }
        groups.removeIf(group -> group.size() < 2);
        return groups;
    }
}
