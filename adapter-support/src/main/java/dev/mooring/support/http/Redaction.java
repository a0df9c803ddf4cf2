package dev.mooring.support.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of texts before they become a message or a log line (SECRET-1): the known ones, also percent-encoded, and what
 * looks like a token. Immutable; safe for several threads.
 */
public final class Redaction {

    private static final String MASK = "***";
    /** Those of ASCII and those from U+0080 to U+009F. */
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]{8,}(\\.[A-Za-z0-9_-]*){0,4}");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic)(\\s+|%20)[A-Za-z0-9._~+/=-]{6,}");

    private final List<String> secrets;

    private Redaction(Collection<String> secrets) {
        Set<String> known = new LinkedHashSet<>();
        for (String secret : secrets) {
            known.add(secret);
            known.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            known.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        known.remove("");
        // the longest first: a secret may begin like another
        this.secrets = known.stream()
                .sorted((a, b) -> Integer.compare(b.length(), a.length()))
                .toList();
    }

    /** Knows these secrets. */
    public static Redaction of(Collection<String> secrets) {
        return new Redaction(secrets);
    }

    /** The text without secrets. */
    public String apply(String text) {
        return excerpt(text, Integer.MAX_VALUE);
    }

    /**
     * The beginning of a text, without secrets and on one line.
     *
     * @param text may be long
     * @param longest the most characters of it to repeat
     */
    public String excerpt(String text, int longest) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), longest) + MASK.length());
        int at = 0;
        while (at < text.length() && shown.length() < longest) {
            int hidden = secretAt(text, at);
            if (hidden > 0) {
                shown.append(MASK);
                at += hidden;
            } else {
                shown.append(text.charAt(at++));
            }
        }
        String plain =
                SCHEME.matcher(TOKEN.matcher(oneLine(shown)).replaceAll(MASK)).replaceAll("$1 " + MASK);
        return at < text.length() ? plain + "..." : plain;
    }

    /** A text that was cut off somewhere, without a secret's beginning at its end: only a whole secret is recognised. */
    String withoutCutSecret(String text) {
        int end = text.length();
        for (String secret : secrets) {
            for (int from = Math.max(0, text.length() - secret.length() + 1); from < end; from++) {
                if (text.regionMatches(from, secret, 0, text.length() - from)) {
                    end = from;
                }
            }
        }
        return text.substring(0, end);
    }

    /** The failure, or null where its messages would show a secret. */
    public @Nullable Throwable safe(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = Objects.requireNonNullElse(cause.getMessage(), "");
            if (!apply(message).equals(oneLine(message))) {
                return null;
            }
        }
        return failure;
    }

    private static String oneLine(CharSequence text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    private int secretAt(String text, int at) {
        for (String secret : secrets) {
            if (text.startsWith(secret, at)) {
                return secret.length();
            }
        }
        return 0;
    }
}
