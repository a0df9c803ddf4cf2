package dev.mooring.firebase.realtime;

import com.google.auth.Retryable;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of Google credentials. Google's library waits as long as it likes, so it does that on a thread of its own. Asked by one
 * thread at a time, as {@link dev.mooring.support.token.TokenSource} does.
 */
final class GoogleTokens implements Supplier<String> {

    private static final List<String> SCOPES = List.of(
            "https://www.googleapis.com/auth/firebase.database", "https://www.googleapis.com/auth/userinfo.email");

    private final GoogleCredentials credentials;
    private final Duration patience;
    private String last = "";

    GoogleTokens(GoogleCredentials credentials, Duration patience) {
        this.credentials = credentials.createScopedRequired() ? credentials.createScoped(SCOPES) : credentials;
        this.patience = patience;
    }

    @Override
    public String get() {
        String refused = last;
        FutureTask<String> asking = new FutureTask<>(() -> token(refused));
        Thread thread = new Thread(asking, "mooring-google-token");
        thread.setDaemon(true);
        thread.start();
        last = await(asking);
        return last;
    }

    private String await(FutureTask<String> asking) {
        try {
            return asking.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TemporaryFailure.notApplied("interrupted while waiting for an access token", e);
        } catch (TimeoutException e) {
            throw TemporaryFailure.notApplied("no access token came within " + patience, e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            asking.cancel(true);
        }
    }

    /** Whoever asks a second time was refused with the first token. */
    private String token(String refused) throws IOException {
        credentials.refreshIfExpired();
        String token = value(credentials.getAccessToken());
        if (token.equals(refused)) {
            credentials.refresh();
            token = value(credentials.getAccessToken());
        }
        return token;
    }

    private static String value(@Nullable AccessToken token) {
        if (token == null) {
            throw new IllegalStateException("there is no access token after a refresh");
        }
        return token.getTokenValue();
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        String kind = cause == null ? "unknown" : cause.getClass().getSimpleName();
        boolean passing = cause instanceof Retryable retryable ? retryable.isRetryable() : cause instanceof IOException;
        return passing
                ? TemporaryFailure.notApplied("no access token could be fetched: " + kind, cause)
                : new Unauthenticated("the Google credentials give no access token: " + kind, cause);
    }
}
