package dev.mooring.firebase.firestore;

import com.google.auth.Credentials;
import dev.mooring.support.token.TokenSource;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A user's ID tokens as the SDK's credentials: it asks for one before each call, on a thread of its own, so that a source that hangs is
 * within the call's time-out. Safe for several threads.
 */
final class IdTokens extends Credentials {

    private static final long serialVersionUID = 1L;

    private final transient TokenSource tokens;
    private volatile String shown = "";
    private volatile String refused = "";

    IdTokens(Supplier<String> source) {
        this.tokens = TokenSource.of(guarded(source));
    }

    /** The token that was given out last. */
    Optional<String> shown() {
        return Optional.of(shown);
    }

    /** The server does not take that token: the next call has another, if there is one. */
    void refused() {
        refused = shown;
    }

    /** Nobody's where the token is empty: the rules say what all may do. */
    @Override
    public Map<String, List<String>> getRequestMetadata(@Nullable URI uri) {
        String token = tokens.refresh(refused);
        shown = token;
        return token.isEmpty() ? Map.of() : Map.of("Authorization", List.of("Bearer " + token));
    }

    @Override
    public String getAuthenticationType() {
        return "OAuth2";
    }

    @Override
    public boolean hasRequestMetadata() {
        return true;
    }

    @Override
    public boolean hasRequestMetadataOnly() {
        return true;
    }

    @Override
    public void refresh() {
        refused();
    }

    @Override
    public String toString() {
        return "IdTokens";
    }

    private void writeObject(ObjectOutputStream unused) throws NotSerializableException {
        throw new NotSerializableException("tokens are not written anywhere");
    }

    /** An application's own failure to find a token is a passing one: nothing was sent. */
    private static Supplier<String> guarded(Supplier<String> source) {
        return () -> {
            try {
                return source.get();
            } catch (SyncException e) {
                throw e;
            } catch (RuntimeException e) {
                throw TemporaryFailure.notApplied("there is no token: its supplier failed", e);
            }
        };
    }
}
