package dev.mooring.supabase.sim;

import com.github.tomakehurst.wiremock.http.Request;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Auth server: accounts, sessions and the rotation of refresh tokens. Used by one thread at a time. */
@SuppressWarnings("ReferenceEquality") // a link of the chain itself, not one that equals it
final class Users {

    private static final String BASE = "/auth/v1/";
    private static final long LIFETIME = 3600;

    private final Clock clock;
    private final Tokens tokens;
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, RefreshToken> refreshTokens = new HashMap<>();
    private Duration reuseInterval = Duration.ZERO;
    private long made;

    Users(Clock clock, Tokens tokens) {
        this.clock = clock;
        this.tokens = tokens;
    }

    private record Account(String email, String password, String subject) {}

    /** One session of one user; only its newest refresh token is active. */
    private static final class Family {

        private final Account account;
        private final String id;
        private @Nullable RefreshToken active;

        private Family(Account account, String id) {
            this.account = account;
            this.id = id;
        }
    }

    /** One link of the chain; the moment of its revocation comes with its successor. */
    private static final class RefreshToken {

        private final Family family;
        private final String text;
        private final @Nullable RefreshToken parent;
        private Instant revoked = Instant.MAX;

        private RefreshToken(Family family, String text, @Nullable RefreshToken parent) {
            this.family = family;
            this.text = text;
            this.parent = parent;
        }
    }

    static boolean serves(String path) {
        return path.startsWith(BASE);
    }

    void add(String email, String password, String subject) {
        accounts.put(email, new Account(email, password, subject));
    }

    void remove(String email) {
        accounts.remove(email);
    }

    void reuseInterval(Duration interval) {
        reuseInterval = interval;
    }

    Reply answer(Request request, String path) {
        if (!request.getMethod().getName().equals("POST")) {
            return error(405, "unexpected_failure", "Method not allowed");
        }
        return switch (path.substring(BASE.length())) {
            case "token" -> token(request);
            case "logout" -> logout(request);
            default -> error(404, "unexpected_failure", "Not found");
        };
    }

    static Reply error(int status, String code, String message) {
        return Reply.json(status, Map.of("code", (long) status, "error_code", code, "msg", message));
    }

    private Reply token(Request request) {
        Map<?, ?> body = body(request);
        return switch (query(request, "grant_type")) {
            case "password" -> password(body);
            case "refresh_token" -> refresh(String.valueOf(body.get("refresh_token")));
            default -> error(400, "validation_failed", "unsupported_grant_type");
        };
    }

    private Reply password(Map<?, ?> body) {
        Account account = accounts.get(String.valueOf(body.get("email")));
        if (account == null || !account.password().equals(body.get("password"))) {
            return error(400, "invalid_credentials", "Invalid login credentials");
        }
        return session(successor(new Family(account, "session-" + ++made), null));
    }

    private Reply refresh(String text) {
        RefreshToken token = refreshTokens.get(text);
        if (token == null) {
            return error(400, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found");
        }
        Family family = token.family;
        if (!accounts.containsValue(family.account)) {
            return error(400, "user_banned", "User is banned");
        }
        RefreshToken active = family.active;
        if (token == active) {
            return session(successor(family, token));
        }
        boolean early = clock.instant().isBefore(token.revoked.plus(reuseInterval));
        if (active != null && (token == active.parent || early)) {
            return session(active);
        }
        family.active = null;
        return error(400, "refresh_token_already_used", "Invalid Refresh Token: Already Used");
    }

    private RefreshToken successor(Family family, @Nullable RefreshToken parent) {
        if (parent != null) {
            parent.revoked = clock.instant();
        }
        RefreshToken next = new RefreshToken(family, "Refresh" + ++made + "xQ7", parent);
        refreshTokens.put(next.text, next);
        family.active = next;
        return next;
    }

    private Reply session(RefreshToken token) {
        Account account = token.family.account;
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("access_token", tokens.session(account.subject(), token.family.id, LIFETIME));
        body.put("token_type", "bearer");
        body.put("expires_in", LIFETIME);
        body.put("expires_at", clock.instant().getEpochSecond() + LIFETIME);
        body.put("refresh_token", token.text);
        body.put("user", Map.of("id", account.subject(), "email", account.email()));
        return Reply.json(200, body);
    }

    private Reply logout(Request request) {
        String session;
        String subject;
        try {
            subject = tokens.check(request.getHeader("Authorization")).subject();
            session = tokens.sessionOf(request.getHeader("Authorization"));
        } catch (PgError e) {
            return error(403, "bad_jwt", "invalid JWT: " + e.getMessage());
        }
        if (refreshTokens.values().stream().noneMatch(token -> token.family.id.equals(session))) {
            return error(403, "session_not_found", "Session from session_id claim in JWT does not exist");
        }
        String scope = query(request, "scope");
        refreshTokens.values().removeIf(token -> {
            boolean same = token.family.id.equals(session);
            boolean users = token.family.account.subject().equals(subject);
            return switch (scope) {
                case "local" -> same;
                case "others" -> users && !same;
                default -> users;
            };
        });
        return Reply.empty(204);
    }

    private static Map<?, ?> body(Request request) {
        try {
            return Json.standard().parse(request.getBody()) instanceof Map<?, ?> map ? map : Map.of();
        } catch (UnreadableJson e) {
            return Map.of();
        }
    }

    private static String query(Request request, String name) {
        return request.queryParameter(name).isPresent()
                ? request.queryParameter(name).firstValue()
                : "";
    }
}
