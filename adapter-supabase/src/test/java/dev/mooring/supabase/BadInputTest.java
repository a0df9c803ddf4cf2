package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.supabase.auth.Credentials;
import dev.mooring.supabase.auth.SessionStore;
import dev.mooring.supabase.auth.SupabaseAuth;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Whatever is given to a builder: what is missing or empty is refused there, by name. */
class BadInputTest {

    private static final URI HERE = URI.create("http://127.0.0.1:1");

    @Test
    void missingPartsOfABackendAreRefused() {
        SupabaseBackend.Builder builder = SupabaseBackend.builder(HERE, () -> "key");

        refused(() -> SupabaseBackend.builder(lie(), () -> "key"));
        refused(() -> SupabaseBackend.builder(HERE, lie()));
        refused(() -> builder.table(lie()));
        refused(() -> builder.table("todos", lie()));
        refused(() -> builder.table("", SupabaseTable.builder().build()));
        refused(() -> builder.token(lie()));
        refused(() -> builder.user(lie()));
        refused(() -> builder.restPath(lie()));
        refused(() -> builder.timeout(lie()));
        refused(() -> builder.timeout(Duration.ofSeconds(-1)));
        refused(() -> builder.retries(3, lie()));
        refused(() -> builder.resilience(lie()));
    }

    @Test
    void collectionWithoutANameIsRefused() {
        try (SupabaseBackend backend =
                SupabaseBackend.builder(HERE, () -> "key").build()) {
            refused(() -> backend.collection(lie()));
            for (String name : List.of("", " ")) {
                refused(() -> backend.collection(name));
            }
        }
    }

    @Test
    void missingPartsOfATableAreRefused() {
        SupabaseTable.Builder builder = SupabaseTable.builder();

        refused(() -> builder.table(lie()));
        refused(() -> builder.schema(lie()));
        refused(() -> builder.id(lie(), IdType.UUID));
        refused(() -> builder.id("id", lie()));
        refused(() -> builder.version(lie()));
        refused(() -> builder.updatedAt(lie()));
        refused(() -> builder.overlap(lie()));
        refused(() -> builder.softDelete(lie(), DeletedBy.TIME));
        refused(() -> builder.softDelete("deleted", lie()));
        refused(() -> builder.retention(lie()));
        refused(() -> builder.managed(lie()));
        refused(() -> builder.kit(lie()));
        refused(() -> builder.owner(lie()));
        refused(() -> builder.column(" "));
        refused(() -> builder.filter("a", lie()));
        refused(() -> builder.filter(lie(), "eq.1"));
    }

    /** As a filter's name each of them would be taken for something else, and the row's address be that of the whole table. */
    @Test
    void columnsWhoseNamesMeanSomethingToPostgrestAreRefused() {
        for (String name : List.of("select", "order", "limit", "offset", "columns", "on_conflict", "and", "or")) {
            refused(() -> SupabaseTable.builder().id(name, IdType.TEXT).build());
            refused(() -> SupabaseTable.builder().version(name).build());
            refused(() -> SupabaseTable.builder().updatedAt(name).build());
            refused(() ->
                    SupabaseTable.builder().softDelete(name, DeletedBy.TIME).build());
        }
    }

    @Test
    void missingPartsOfASessionAreRefused() {
        URI url = URI.create("https://x.supabase.co");
        SupabaseBackend.Builder project = SupabaseBackend.builder(url, () -> "key");
        SupabaseAuth.Builder auth = SupabaseAuth.builder(url, () -> "key");

        refused(() -> project.auth(lie()));
        refused(() -> project.realtime(lie()));
        refused(() -> SupabaseAuth.builder(lie(), () -> "key"));
        refused(() -> SupabaseAuth.builder(url, lie()));
        refused(() -> auth.store(lie()));
        refused(() -> auth.credentials(lie()));
        refused(() -> auth.timeout(Duration.ZERO));
        refused(() -> SessionStore.file(lie()));
        refused(() -> new Credentials(" ", "x"));
        refused(() -> new Credentials("ann@example.org", lie()));
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
