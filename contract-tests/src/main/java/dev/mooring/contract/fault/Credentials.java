package dev.mooring.contract.fault;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Collects what looks like a credential in requests. Safe for several threads. */
final class Credentials {

    /** Names that carry nothing else: an {@code Idempotency-Key} or a {@code pageToken} is no secret. */
    private static final Pattern NAMES = Pattern.compile(
            "authorization|cookie|auth|(x-)?api[-_]?key|(x-auth|x-access|access|id|refresh)[-_]token|.*(secret|password)");

    private static final int SHORTEST = 6;

    private final Set<String> found = ConcurrentHashMap.newKeySet();

    /** Notes a header. */
    void header(String name, String value) {
        if (!looksSecret(name.replaceFirst("(?i)^proxy-", ""))) {
            return;
        }
        if (name.equalsIgnoreCase("cookie")) {
            parameters(value, ";\\s*", false);
            return;
        }
        int space = value.indexOf(' ');
        String scheme = space < 0 ? "" : value.substring(0, space);
        String token = value.substring(space + 1).strip();
        add(token);
        if (scheme.equalsIgnoreCase("Basic")) {
            basic(token);
        }
    }

    /** Notes the parameters of a raw query. */
    void query(String raw) {
        parameters(raw, "&", true);
    }

    Set<String> found() {
        return Set.copyOf(found);
    }

    private void parameters(String text, String separator, boolean named) {
        for (String pair : text.split(separator, -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && (!named || looksSecret(pair.substring(0, equals)))) {
                String value = pair.substring(equals + 1);
                add(named ? decoded(value) : value);
            }
        }
    }

    private void basic(String token) {
        try {
            String both = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            add(both.substring(both.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            add(token); // not base64: the token as it stands is all there is
        }
    }

    private void add(String text) {
        if (text.length() >= SHORTEST) {
            found.add(text);
        }
    }

    private static boolean looksSecret(String name) {
        return NAMES.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
