package dev.mooring.contract.http;

import dev.mooring.sync.Guarantees;
import java.net.URI;
import java.time.Duration;

/**
 * What an adapter of a {@link JsonServer} is made with.
 *
 * @param base the server's address
 * @param user whom it is signed in as
 * @param guarantees what it claims
 * @param timeOut how long it waits for a whole answer
 */
public record HttpSetup(URI base, String user, Guarantees guarantees, Duration timeOut) {

    /** The secret of the user. */
    public String token() {
        return tokenOf(user);
    }

    /** The same with other claims. */
    public HttpSetup claiming(Guarantees other) {
        return new HttpSetup(base, user, other, timeOut);
    }

    static String tokenOf(String user) {
        return "token-of-" + user;
    }
}
