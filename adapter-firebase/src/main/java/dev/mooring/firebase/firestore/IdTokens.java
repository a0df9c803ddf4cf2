package dev.mooring.firebase.firestore;

import com.google.auth.Credentials;
import dev.mooring.firebase.token.Awaited;
import dev.mooring.support.token.OneUser;
import dev.mooring.support.token.TokenSource;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One user's ID tokens as the SDK's credentials, which are asked for one before each call. Nothing is ever sent without a token: as nobody's
 * a write would be denied by the rules, which stands for a refusal. Safe for several threads.
 */
final class IdTokens extends Credentials {

    private static final long serialVersionUID = 1L;

    private final transient TokenSource tokens;
    private volatile String shown = "";

    /** Each token is waited for no longer than that. */
    IdTokens(Supplier<? extends @Nullable String> source, Duration patience) {
        OneUser user = new OneUser();
        Awaited awaited = new Awaited(source, patience);
        this.tokens = TokenSource.of(() -> user.checked(awaited.get()));
    }

    /** The token that the next call will carry. */
    String current() {
        return tokens.current();
    }

    /** The token that was given out last. */
    Optional<String> shown() {
        return Optional.of(shown);
    }

    /** The server does not take that token: the next call has another, if there is one. */
    void refused(String token) {
        tokens.refresh(token);
    }

    @Override
    public Map<String, List<String>> getRequestMetadata(@Nullable URI uri) {
        String token = current();
        shown = token;
        return Map.of("Authorization", List.of("Bearer " + token));
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
        refused(shown);
    }

    @Override
    public String toString() {
        return "IdTokens";
    }

    private void writeObject(ObjectOutputStream unused) throws NotSerializableException {
        throw new NotSerializableException("tokens are not written anywhere");
    }
}
