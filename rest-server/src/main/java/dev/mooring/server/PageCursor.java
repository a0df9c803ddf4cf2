package dev.mooring.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A position in a walk, as opaque text. It names the generation of the file, the collection and the owner whose records are
 * walked; in another walk it is as good as expired, never a wrong position.
 *
 * @param kind what is walked
 * @param sequence changes: the last commit that was seen; a snapshot: the last commit before it began
 * @param id a walk by id: the last one that was seen
 */
record PageCursor(Kind kind, long sequence, String id) {
    enum Kind {
        LIST,
        SNAPSHOT,
        CHANGES
    }

    /** The walk that a cursor belongs to. */
    record Walk(String generation, String collection, String owner) {}

    String text(Walk walk) {
        String plain = String.join(
                "\n", kind.name(), walk.generation(), walk.collection(), walk.owner(), Long.toString(sequence), id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static PageCursor of(String text, Walk walk, List<Kind> expected) {
        String[] parts = decoded(text).split("\n", 6);
        boolean mine = parts.length == 6
                && parts[1].equals(walk.generation())
                && parts[2].equals(walk.collection())
                && parts[3].equals(walk.owner())
                && parts[4].matches("[0-9]{1,18}");
        return expected.stream()
                .filter(kind -> mine && parts[0].equals(kind.name()))
                .map(kind -> new PageCursor(kind, Long.parseLong(parts[4]), parts[5]))
                .findFirst()
                .orElseThrow(PageCursor::expired);
    }

    static Rejection expired() {
        return new Rejection(410, "cursor-expired", "this cursor is too old, or not from here: start over without one");
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw expired();
        }
    }
}
