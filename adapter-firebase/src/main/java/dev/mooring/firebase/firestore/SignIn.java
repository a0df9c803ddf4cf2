package dev.mooring.firebase.firestore;

import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.auth.Credentials;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.OAuth2Credentials;
import com.google.cloud.firestore.FirestoreOptions;
import dev.mooring.sync.Misconfigured;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who calls: a server by the SDK's own credentials, which stand above all rules, or a user by ID tokens. Safe for several threads. */
final class SignIn {

    /** One document has at most 1 MiB, and a message carries one. */
    private static final int LARGEST_MESSAGE = 4 * 1024 * 1024;

    private final FirestoreOptions connection;
    private final @Nullable IdTokens user;

    private SignIn(FirestoreOptions connection, @Nullable IdTokens user) {
        this.connection = connection;
        this.user = user;
    }

    static SignIn server(FirestoreOptions connection) {
        return new SignIn(connection, null);
    }

    /** One user; each token is waited for no longer than that. */
    static SignIn user(FirestoreOptions connection, Supplier<? extends @Nullable String> idTokens, Duration patience) {
        return new SignIn(connection, new IdTokens(idTokens, patience));
    }

    boolean isUser() {
        return user != null;
    }

    /** The application's options, signed in so, with a bound on what one message may hold. */
    FirestoreOptions.Builder options() {
        FirestoreOptions.Builder options = connection.toBuilder();
        withoutEmulator(options);
        if (connection.getTransportChannelProvider() instanceof InstantiatingGrpcChannelProvider channels) {
            options.setChannelProvider(channels.toBuilder()
                    .setMaxInboundMessageSize(LARGEST_MESSAGE)
                    .build());
        }
        if (user != null) {
            options.setCredentials(user).setCredentialsProvider(FixedCredentialsProvider.create(user));
        }
        return options;
    }

    /** An emulator that is named would take the place of channel and credentials; both are in the options already. */
    @SuppressWarnings("NullAway") // the SDK says that it wants one, and takes none to be what it was before
    private static void withoutEmulator(FirestoreOptions.Builder options) {
        options.setEmulatorHost(null);
    }

    /** Refuses what the environment has made of the options: another place, or one where the SDK signs in past all rules. */
    void check(FirestoreOptions made) {
        if (isUser() && made.getEmulatorHost() != null) {
            throw new Misconfigured(
                    "FIRESTORE_EMULATOR_HOST in the environment signs in as the emulator's owner, past all rules:"
                            + " unset it, and name the emulator in the options");
        }
        if (made.getEmulatorHost() != null && !made.getEmulatorHost().equals(connection.getEmulatorHost())) {
            throw new Misconfigured("FIRESTORE_EMULATOR_HOST in the environment is " + made.getEmulatorHost()
                    + ", and the options name " + connection.getEmulatorHost()
                    + ": unset it, or name the same in both");
        }
    }

    /** The token that the next call will carry; a server's is the SDK's own affair, and empty here. */
    String token() {
        return user == null ? "" : user.current();
    }

    /** The server does not take that token: answers whether another one may be had by asking again. */
    boolean renew(String token) {
        if (user != null) {
            user.refused(token);
        }
        return isUser();
    }

    /** Whether a text tells the token that is in use. */
    boolean isToldBy(String text) {
        return secret().filter(text::contains).isPresent();
    }

    /** The text without the token that is in use. */
    String hidden(String text) {
        return secret().map(token -> text.replace(token, "<a token>")).orElse(text);
    }

    private Optional<String> secret() {
        return (user == null ? accessToken(connection.getCredentials()) : user.shown()).filter(text -> !text.isEmpty());
    }

    private static Optional<String> accessToken(@Nullable Credentials credentials) {
        AccessToken token = credentials instanceof OAuth2Credentials own ? own.getAccessToken() : null;
        return Optional.ofNullable(token).map(AccessToken::getTokenValue);
    }

    @Override
    public String toString() {
        return isUser() ? "a user" : "a server";
    }
}
