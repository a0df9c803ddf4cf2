package dev.mooring.fetch;

import dev.mooring.support.http.PathSegment;
import dev.mooring.sync.Cursor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a cursor holds: which walk it belongs to and where it stands, as named parts. Immutable.
 *
 * @param walk names the collection, what is walked and by which style: a cursor of another walk is none here
 */
record Mark(String walk, Map<String, String> parts) {

    private static final String FORM = "fetch1";

    static Mark at(String walk, Map<String, String> parts) {
        return new Mark(walk, parts);
    }

    /** The mark in a cursor; empty for START, for another walk's cursor and for what is no cursor of this form. */
    static Optional<Mark> of(String walk, Cursor cursor) {
        String[] pieces = cursor.token().split("&", -1);
        if (pieces.length < 2 || !pieces[0].equals(FORM) || !pieces[1].equals(PathSegment.encodeQuery(walk))) {
            return Optional.empty();
        }
        Map<String, String> parts = new LinkedHashMap<>();
        try {
            for (int i = 2; i < pieces.length; i++) {
                int equals = pieces[i].indexOf('=');
                parts.put(pieces[i].substring(0, equals), PathSegment.decode(pieces[i].substring(equals + 1)));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
        return Optional.of(new Mark(walk, parts));
    }

    Optional<String> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    Cursor cursor() {
        return new Cursor(FORM + "&" + PathSegment.encodeQuery(walk)
                + parts.entrySet().stream()
                        .map(part -> "&" + part.getKey() + "=" + PathSegment.encodeQuery(part.getValue()))
                        .collect(Collectors.joining()));
    }
}
