package dev.mooring.support.token;

import dev.mooring.support.given.Given;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The access token of one user, fetched when it is first needed and again when the backend no longer takes it. However many threads
 * find the same token stale, it is fetched once, and all of them get that token or that failure. Never printed. Safe for several
 * threads.
 */
public final class TokenSource {

    private final Supplier<String> fetch;
    private @Nullable String current;
    private @Nullable CompletableFuture<String> underway;

    private TokenSource(Supplier<String> fetch) {
        this.fetch = fetch;
    }

    /**
     * Fetches tokens by the given function: a sign-in library's "current token", a refresh at the backend. It is called by one
     * thread at a time and throws a {@link SyncException}: {@code Unauthenticated} where the user has to sign in again, a
     * {@link TemporaryFailure} where the network failed; the old token is kept then.
     */
    public static TokenSource of(Supplier<String> fetch) {
        return new TokenSource(Given.present(fetch, "the source of tokens"));
    }

    /** Always the same token. */
    public static TokenSource fixed(String token) {
        Given.text(token, "a token");
        return of(() -> token);
    }

    /** The token that is believed to be valid. */
    public String current() {
        return other(null);
    }

    /** Another token than a stale one, fetched unless somebody did so already. */
    public String refresh(String stale) {
        return other(stale);
    }

    /**
     * Makes a call with the token; where it is answered by 401, once more with a fresh one. A 401 says that nothing was done, so this
     * is safe for writes too. A second 401 is returned as it is.
     *
     * @param call sends with the token it is given
     */
    public HttpAnswer authorized(Function<String, HttpAnswer> call) {
        String token = current();
        HttpAnswer answer = call.apply(token);
        if (answer.status() != 401) {
            return answer;
        }
        String fresh = refresh(token);
        return fresh.equals(token) ? answer : call.apply(fresh);
    }

    /** Shows no token. */
    @Override
    public String toString() {
        return "TokenSource";
    }

    private String other(@Nullable String stale) {
        CompletableFuture<String> fetching;
        boolean mine;
        synchronized (this) {
            if (current != null && !current.equals(stale)) {
                return current;
            }
            mine = underway == null;
            fetching = underway == null ? new CompletableFuture<>() : underway;
            underway = fetching;
        }
        if (mine) {
            fetch(fetching);
        }
        return await(fetching);
    }

    private void fetch(CompletableFuture<String> result) {
        String token = null;
        Throwable failure = null;
        try {
            token = Objects.requireNonNull(fetch.get(), "the function that fetches tokens answered null");
        } catch (RuntimeException | Error e) {
            // an error as well: threads that wait for this fetch, and all later ones, would wait for ever
            failure = e;
        }
        synchronized (this) {
            current = token == null ? current : token;
            underway = null;
        }
        if (failure != null) {
            result.completeExceptionally(failure);
        } else {
            result.complete(token);
        }
    }

    private static String await(CompletableFuture<String> fetching) {
        try {
            return fetching.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TemporaryFailure.notApplied("interrupted while waiting for a token", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }
}
