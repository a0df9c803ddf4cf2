package dev.mooring.support.http;

/** What may stand in a header's value. */
final class HeaderValue {

    private HeaderValue() {}

    /** The position of the first character that HTTP does not allow, or -1. */
    static int firstForbidden(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\t' && (c < ' ' || c > '~')) {
                return i;
            }
        }
        return -1;
    }
}
