package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.support.status.Reaction;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Whatever is given to a builder: what is missing or empty is refused there, by name. */
class BadInputTest {

    private static final URI HERE = URI.create("http://127.0.0.1:1");

    @Test
    void missingAddressIsRefused() {
        refused(() -> FetchBackend.builder(lie()));
        refused(() -> FetchBackend.mooringRest(lie()));
    }

    @Test
    void missingPartsOfABackendAreRefused() {
        FetchBackend.Builder builder = FetchBackend.builder(HERE);

        refused(() -> builder.resource(lie()));
        refused(() -> builder.resource("todos", lie()));
        refused(() -> builder.resource(" ", Resource.builder().build()));
        refused(() -> builder.header(lie(), "x"));
        refused(() -> builder.header("X", lie()));
        refused(() -> builder.token(lie()));
        refused(() -> builder.user(lie()));
        refused(() -> builder.status(409, lie()));
        refused(() -> builder.status(409, Reaction.CONFLICT, lie()));
        refused(() -> builder.codeStatus(lie(), 409));
        refused(() -> builder.timeout(lie()));
        refused(() -> builder.timeout(Duration.ZERO));
        refused(() -> builder.retries(3, lie()));
        refused(() -> builder.resilience(lie()));
        refused(() -> builder.reconnect(lie()));
    }

    @Test
    void collectionWithoutANameIsRefused() {
        try (FetchBackend backend = FetchBackend.builder(HERE).build()) {
            refused(() -> backend.collection(lie()));
            for (String name : List.of("", " ", "..")) {
                refused(() -> backend.collection(name));
            }
        }
    }

    @Test
    void missingPartsOfAResourceAreRefused() {
        Resource.Builder builder = Resource.builder();

        refused(() -> builder.list(lie()));
        refused(() -> builder.paging(lie()));
        refused(() -> builder.overlap(lie()));
        refused(() -> builder.with(lie(), "x"));
        refused(() -> builder.managed((String[]) lie()));
        refused(() -> builder.hidden("a", lie()));
        refused(() -> builder.without(""));
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageMatching("(?s).+");
    }

    /** What a caller without null checks may give. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals", "unchecked"})
    private static <X> X lie() {
        return (X) (Object) null;
    }
}
