package dev.mooring.firebase.realtime;

import com.google.auth.Retryable;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Access tokens of Google credentials; waits as long as Google's library does. Asked by one thread at a time. */
final class GoogleTokens implements Supplier<String> {

    private static final List<String> SCOPES = List.of(
            "https://www.googleapis.com/auth/firebase.database", "https://www.googleapis.com/auth/userinfo.email");

    private final GoogleCredentials credentials;
    private volatile String last = "";

    GoogleTokens(GoogleCredentials credentials) {
        this.credentials = credentials.createScopedRequired() ? credentials.createScoped(SCOPES) : credentials;
    }

    @Override
    public String get() {
        try {
            last = otherThan(last);
            return last;
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
    }

    /** Whoever asks a second time was refused with the first token. */
    private String otherThan(String refused) throws IOException {
        credentials.refreshIfExpired();
        String token = value(credentials.getAccessToken());
        if (token.equals(refused)) {
            credentials.refresh();
            token = value(credentials.getAccessToken());
        }
        return token;
    }

    private static String value(@Nullable AccessToken token) {
        return token == null ? "" : token.getTokenValue();
    }

    private static SyncException failure(Exception cause) {
        String kind = cause.getClass().getSimpleName();
        boolean passing = cause instanceof Retryable retryable ? retryable.isRetryable() : cause instanceof IOException;
        return passing
                ? TemporaryFailure.notApplied("no access token could be fetched: " + kind, cause)
                : new Unauthenticated("the Google credentials give no access token: " + kind, cause);
    }
}
