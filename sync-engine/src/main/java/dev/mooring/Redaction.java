package dev.mooring;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes what looks like a token out of a message, before it is stored, told or logged (law 18). Adapters promise that there is none; this is
 * the second lock.
 */
final class Redaction {

    private static final String GONE = "[secret]";
    private static final List<Pattern> SECRETS = List.of(
            // an authorisation header and its schemes
            Pattern.compile("(?i)\\b(bearer|basic|digest|negotiate)\\s+[^\\s\"',;]+"),
            // a JSON web token
            Pattern.compile("\\beyJ[\\w-]+\\.[\\w-]+(\\.[\\w-]*)?"),
            // name = value, name: value, "name": "value"
            Pattern.compile("(?i)(?:[\\w-]*(?:token|secret|password|passwd|api[_-]?key|authorization|cookie|signature))"
                    + "[\"']?\\s*[:=]\\s*[\"']?[^\\s\"'&,;]+"),
            // user and password in an address
            Pattern.compile("(?<=://)[^\\s/@]+(?=@)"),
            // long runs of letters and digits that are neither words nor UUIDs
            Pattern.compile("(?<![\\w-])(?=[\\w-]*\\d)(?=[\\w-]*[A-Za-z])(?![0-9a-fA-F]{8}-)[A-Za-z0-9_-]{32,}"));

    private Redaction() {}

    static String of(String message) {
        String clean = message;
        for (Pattern secret : SECRETS) {
            clean = secret.matcher(clean).replaceAll(GONE);
        }
        return clean;
    }
}
