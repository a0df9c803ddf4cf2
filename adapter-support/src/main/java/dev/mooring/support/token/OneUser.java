package dev.mooring.support.token;

import dev.mooring.sync.Unauthenticated;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The user whose tokens a backend object takes: the subject of the first token that names one. What is stored for one user must never be
 * sent as another. Safe for several threads.
 */
public final class OneUser {

    private final AtomicReference<String> subject = new AtomicReference<>("");

    /** Nobody yet. */
    public OneUser() {}

    /**
     * The same token.
     *
     * @throws Unauthenticated when it is another user's
     */
    public String checked(String token) {
        String other = Jwt.subject(token);
        if (!other.isEmpty()
                && !subject.compareAndSet("", other)
                && !subject.get().equals(other)) {
            throw new Unauthenticated("the token is another user's: a backend object belongs to one user");
        }
        return token;
    }
}
