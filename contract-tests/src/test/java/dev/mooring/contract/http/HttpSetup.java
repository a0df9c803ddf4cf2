package dev.mooring.contract.http;

import dev.mooring.sync.Guarantees;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * What an adapter of a {@link JsonServer} is made with.
 *
 * @param base the server's address
 * @param user whom it is signed in as
 * @param guarantees what it claims
 * @param timeOut how long it waits for a whole answer
 * @param client what it connects with, shared by the adapters of a server: each client has threads of its own
 */
public record HttpSetup(URI base, String user, Guarantees guarantees, Duration timeOut, HttpClient client) {

    /** The secret of the user. */
    public String token() {
        return tokenOf(user);
    }

    /** The same with other claims. */
    public HttpSetup claiming(Guarantees other) {
        return new HttpSetup(base, user, other, timeOut, client);
    }

    static String tokenOf(String user) {
        return "token-of-" + user;
    }
}
