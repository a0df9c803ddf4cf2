package dev.mooring.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who may come in. Only the tokens' digests are held. Safe for several threads. */
final class Users {
    private static final String BEARER = "bearer ";

    private final Map<String, String> userByDigest = new ConcurrentHashMap<>();
    private final boolean open;
    private final boolean ownerScope;

    Users(Map<String, String> userByToken, boolean ownerScope) {
        userByToken.forEach((token, user) -> userByDigest.put(digest(token), user));
        this.open = userByToken.isEmpty();
        this.ownerScope = ownerScope;
    }

    Caller enter(@Nullable String authorization) {
        if (open) {
            return new Caller("", "");
        }
        if (authorization == null) {
            throw denied("this server wants a bearer token", "Bearer realm=\"mooring\"");
        }
        String user = user(authorization);
        if (user == null) {
            throw denied("the token is not known", "Bearer realm=\"mooring\", error=\"invalid_token\"");
        }
        return new Caller(user, ownerScope ? user : "");
    }

    void admit(String token, String user) {
        userByDigest.put(digest(token), user);
    }

    void revoke(String token) {
        userByDigest.remove(digest(token));
    }

    /** The owner that a record is given to: one of the users, where records have owners at all. */
    String owner(String name) {
        if (!ownerScope) {
            throw new Rejection(422, "no-owners", "records have no owner on this server");
        }
        if (!Set.copyOf(userByDigest.values()).contains(name)) {
            throw new Rejection(422, "unknown-owner", "there is no user '" + name + "'");
        }
        return name;
    }

    private @Nullable String user(String authorization) {
        boolean bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return bearer
                ? userByDigest.get(
                        digest(authorization.substring(BEARER.length()).strip()))
                : null;
    }

    private static Rejection denied(String message, String challenge) {
        return new Rejection(401, "unauthenticated", message).with("WWW-Authenticate", challenge);
    }

    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Who asks, and whose records he sees: his own, or, with the empty owner, the ones that belong to nobody. */
    record Caller(String user, String owner) {}
}
