package dev.mooring.support.token;

import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** What a token says of itself, unverified: only the server can judge it. */
public final class Jwt {

    private static final long LAST_SECOND = Instant.MAX.getEpochSecond();

    private Jwt() {}

    /** Whose token it is; empty where it does not say. */
    public static String subject(String token) {
        return claims(token).get("sub") instanceof String name ? name : "";
    }

    /** When it ends, by the server's clock. */
    public static Optional<Instant> expiry(String token) {
        return claims(token).get("exp") instanceof Long seconds && seconds >= 0 && seconds < LAST_SECOND
                ? Optional.of(Instant.ofEpochSecond(seconds))
                : Optional.empty();
    }

    private static Map<?, ?> claims(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            return parts.length == 3
                            && Json.standard().parse(Base64.getUrlDecoder().decode(parts[1]))
                                    instanceof Map<?, ?> claims
                    ? claims
                    : Map.of();
        } catch (IllegalArgumentException | UnreadableJson e) {
            // not ours to judge: the server will
            return Map.of();
        }
    }
}
