package dev.mooring.supabase;

import dev.mooring.support.http.PathSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Cuts what has to be named in an address into groups that one address can hold. What counts is its length as it is sent: percent-encoded. */
final class Addressed {

    /** What keeps an address short enough for gateways: they take 8 kB, and 100 uuids fit. */
    private static final int LONGEST = 4_500;

    private static final int MOST = 100;

    private Addressed() {}

    /** Ids, as a list in a filter. */
    static List<List<String>> lists(List<String> ids) {
        return cut(ids, id -> Filters.quoted(id) + ',');
    }

    /** Writes, each by conditions of its own: groups of two or more; one that would be alone is in none. */
    static <W> List<List<W>> groups(List<W> writes, Function<W, List<Map.Entry<String, String>>> conditions) {
        List<List<W>> groups = cut(writes, write -> Filters.anyOf(List.of(conditions.apply(write))));
        groups.removeIf(group -> group.size() < 2);
        return groups;
    }

    private static <W> List<List<W>> cut(List<W> all, Function<W, String> named) {
        List<List<W>> groups = new ArrayList<>();
        int length = LONGEST;
        for (W one : all) {
            int more = PathSegment.encodeQuery(named.apply(one)).length();
            length += more;
            if (length > LONGEST || groups.get(groups.size() - 1).size() == MOST) {
                groups.add(new ArrayList<>());
                length = more;
            }
            groups.get(groups.size() - 1).add(one);
        }
        return groups;
    }
}
