package dev.mooring.sync;

/**
 * The identity of one write, {@code <device>-<number>}: made and stored before the first attempt, the same on every attempt.
 * A backend that remembers keys makes replays harmless (see {@link Replay}). Immutable.
 *
 * @param token device and number, joined by the last hyphen; visible ASCII, so that it travels in a header as it is
 */
public record WriteKey(String token) {

    /** Checks the form {@code <device>-<number>}. */
    public WriteKey {
        Tokens.required(token, "a write key");
        int hyphen = token.lastIndexOf('-');
        if (hyphen < 1 || !isNumber(token, hyphen + 1) || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "a write key is <device>-<number> in visible ASCII, was '" + token + "'");
        }
    }

    /**
     * The key of a device's n-th write.
     *
     * @param device names the device (an installation of the application), not the user
     * @param number counts the device's writes, never reused
     */
    public static WriteKey of(String device, long number) {
        if (number < 0) {
            throw new IllegalArgumentException("a write's number must not be negative, was " + number);
        }
        Tokens.required(device, "a write key's device");
        return new WriteKey(device + "-" + number);
    }

    /** The device that made the write. */
    public String device() {
        return token.substring(0, token.lastIndexOf('-'));
    }

    private static boolean isNumber(String text, int from) {
        return from < text.length() && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
    }
}
