package dev.mooring.supabase.sim;

import dev.mooring.support.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** JWTs signed by HS256, as the project's secret makes and checks them. */
final class Tokens {

    /** How much clocks may differ. */
    private static final long LEEWAY_SECONDS = 30;

    private static final byte[] SECRET = "a secret of a project that does not exist".getBytes(StandardCharsets.UTF_8);

    private final Clock clock;

    Tokens(Clock clock) {
        this.clock = clock;
    }

    String issue(String role, String subject, long secondsToLive) {
        return issue(role, subject, secondsToLive, Map.of());
    }

    /** An access token of a session. */
    String session(String subject, String session, long secondsToLive) {
        return issue("authenticated", subject, secondsToLive, Map.of("session_id", session));
    }

    /** Whose session a token that was checked belongs to. */
    String sessionOf(@Nullable String authorization) {
        String[] parts = String.valueOf(authorization).split("\\.", -1);
        return Json.standard().parse(Base64.getUrlDecoder().decode(parts[1])) instanceof Map<?, ?> claims
                ? String.valueOf(claims.get("session_id"))
                : "";
    }

    private String issue(String role, String subject, long secondsToLive, Map<String, String> more) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(more);
        claims.put("role", role);
        claims.put("sub", subject);
        claims.put("iat", clock.instant().getEpochSecond());
        claims.put("exp", clock.instant().getEpochSecond() + secondsToLive);
        String head = encoded(Map.of("alg", "HS256", "typ", "JWT")) + "." + encoded(claims);
        return head + "." + signature(head);
    }

    Claims check(@Nullable String authorization) {
        if (authorization == null) {
            return Claims.ANON;
        }
        String[] parts = authorization.replaceFirst("^[Bb]earer ", "").split("\\.", -1);
        if (parts.length != 3) {
            throw PgError.api(401, "PGRST301", "Expected 3 parts in JWT; got " + parts.length, null);
        }
        if (!signature(parts[0] + "." + parts[1]).equals(parts[2])) {
            throw PgError.api(401, "PGRST301", "JWT cryptographic operation failed", null);
        }
        Map<?, ?> claims =
                (Map<?, ?>) Json.standard().parse(Base64.getUrlDecoder().decode(parts[1]));
        long expires = claims != null && claims.get("exp") instanceof Long exp ? exp : Long.MAX_VALUE;
        if (claims == null || clock.instant().getEpochSecond() > expires + LEEWAY_SECONDS) {
            throw PgError.api(401, "PGRST303", "JWT expired", null);
        }
        return new Claims(String.valueOf(claims.get("role")), String.valueOf(claims.get("sub")));
    }

    private static String encoded(Map<String, ? extends @Nullable Object> part) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.standard().write(part));
    }

    private static String signature(String head) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            byte[] sum = mac.doFinal(head.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
