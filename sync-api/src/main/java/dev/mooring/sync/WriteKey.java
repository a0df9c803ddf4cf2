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
        if (hyphen < 1
                || hyphen == token.length() - 1
                || !isOf('0', '9', token, hyphen + 1)
                || !isOf('!', '~', token, 0)) {
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

    /** Every row of a page may show some keys: a stream for each takes ten times as long. */
    private static boolean isOf(char lowest, char highest, String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < lowest || text.charAt(i) > highest) {
                return false;
            }
        }
        return true;
    }
}
