package dev.mooring.server;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A precondition: {@code If-Match} and {@code If-None-Match} (RFC 9110, 13.1). A tombstone has a version and can be matched by
 * it, but {@code *} means a record that exists.
 *
 * @param match versions of which one must be there
 * @param noneMatch versions of which none may be there
 */
record Condition(Optional<Set<String>> match, Optional<Set<String>> noneMatch) {
    static final Condition NONE = new Condition(Optional.empty(), Optional.empty());
    private static final String ANY = "*";
    private static final Pattern TAG = Pattern.compile("\\G\\s*(W/)?\"([^\"]*)\"\\s*(,|$)");

    /** Reads the two headers. */
    static Condition ofHeaders(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        return new Condition(
                Optional.ofNullable(ifMatch).map(text -> tags("If-Match", text, false)),
                Optional.ofNullable(ifNoneMatch).map(text -> tags("If-None-Match", text, true)));
    }

    /** Reads the two members of a write in a batch: a bare version, or a star. */
    static Condition ofMembers(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        return new Condition(
                Optional.ofNullable(ifMatch).map(Set::of),
                Optional.ofNullable(ifNoneMatch).map(Set::of));
    }

    boolean isEmpty() {
        return match.isEmpty() && noneMatch.isEmpty();
    }

    boolean holds(Optional<Row> row) {
        return match.map(wanted -> isThere(wanted, row)).orElse(true)
                && noneMatch.map(unwanted -> !isThere(unwanted, row)).orElse(true);
    }

    private static boolean isThere(Set<String> versions, Optional<Row> row) {
        return row.map(there -> versions.contains(there.version()) || (versions.contains(ANY) && there.living()))
                .orElse(false);
    }

    /** A weak tag never matches strongly (RFC 9110, 8.8.3.2), so If-Match leaves it out. */
    private static Set<String> tags(String header, String text, boolean weakMatches) {
        if (text.strip().equals(ANY)) {
            return Set.of(ANY);
        }
        Set<String> versions = new HashSet<>();
        Matcher tag = TAG.matcher(text);
        int end = 0;
        while (tag.find()) {
            if (weakMatches || tag.group(1) == null) {
                versions.add(tag.group(2));
            }
            end = tag.end();
        }
        if (end == 0 || end != text.length()) {
            throw Rejection.badRequest("bad-header", header + " must be * or a list of quoted entity tags");
        }
        versions.remove(ANY);
        return versions;
    }
}
