package dev.mooring.sync;

/**
 * The backend's mark of one state of one record (an ETag, a row version, an update time): equal or not, never ordered. It
 * MUST change with every change of the record (UPDATE-8) and never return: after a deletion and a re-creation no version of
 * the old life matches (UPDATE-9). An absent version never equals an absent version. Immutable.
 *
 * @param token the backend's own text, never empty
 */
public record Version(String token) {

    /** Checks that the token has content. */
    public Version {
        Tokens.required(token, "a version's token");
    }
}
