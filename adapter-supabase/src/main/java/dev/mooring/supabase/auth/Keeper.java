package dev.mooring.supabase.auth;

import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one session fresh. Everything that may call the server happens within the store's exclusive section, where the stored session is
 * read first: whoever waited there finds what another thread or program got. Safe for several threads.
 */
final class Keeper {

    /** As long as other clients leave; three of their ticks. */
    private static final long MARGIN = Duration.ofSeconds(90).toNanos();

    /** More than any clock on the wall is trusted. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final GoTrue server;
    private final SessionStore store;
    private final @Nullable Supplier<Credentials> credentials;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Restraint restraint;
    private volatile @Nullable Held held;

    Keeper(
            GoTrue server,
            SessionStore store,
            @Nullable Supplier<Credentials> credentials,
            Clock clock,
            LongSupplier nanos) {
        this.server = server;
        this.store = store;
        this.credentials = credentials;
        this.clock = clock;
        this.nanos = nanos;
        this.restraint = new Restraint(nanos);
    }

    String token(@Nullable String refused) {
        Held now = held;
        return now != null && good(now, refused)
                ? now.session().accessToken()
                : store.exclusively(() -> found(refused));
    }

    SupabaseSession signIn(Credentials account) {
        return store.exclusively(() -> {
            SupabaseSession fresh = kept(server.password(account)).session();
            restraint.clear();
            return fresh;
        });
    }

    void signOut(String scope) {
        Optional<SupabaseSession> last = store.exclusively(() -> {
            Optional<SupabaseSession> stored = store.load();
            store.clear();
            held = null;
            return stored;
        });
        last.ifPresent(session -> server.logout(session.accessToken(), scope));
    }

    Optional<SupabaseSession> session() {
        return store.load();
    }

    @Override
    public String toString() {
        return store.toString();
    }

    private boolean good(Held known, @Nullable String refused) {
        return known.left(nanos.getAsLong()) > MARGIN
                && !known.session().accessToken().equals(refused);
    }

    private String found(@Nullable String refused) {
        Held stored = adopted();
        if (stored == null) {
            return signedIn().session().accessToken();
        }
        if (good(stored, refused)) {
            return stored.session().accessToken();
        }
        try {
            return successor(stored.session()).session().accessToken();
        } catch (TemporaryFailure failure) {
            boolean usable = stored.left(nanos.getAsLong()) > 0
                    && !stored.session().accessToken().equals(refused);
            if (!usable) {
                throw failure;
            }
            return stored.session().accessToken();
        }
    }

    /** What is stored; a session from elsewhere is measured by the clock on the wall, having no other. */
    private @Nullable Held adopted() {
        SupabaseSession stored = store.load().filter(this::ours).orElse(null);
        Held now = held;
        if (stored == null) {
            now = null;
        } else if (now == null || !now.session().equals(stored)) {
            now = new Held(stored, nanos.getAsLong() + left(stored));
        }
        held = now;
        return now;
    }

    private long left(SupabaseSession stored) {
        Duration left = Duration.between(clock.instant(), stored.expiresAt());
        if (left.isNegative()) {
            return 0;
        }
        return left.compareTo(LONGEST) < 0 ? left.toNanos() : LONGEST.toNanos();
    }

    private boolean ours(SupabaseSession stored) {
        return credentials == null
                || stored.email().isEmpty()
                || stored.email().equalsIgnoreCase(credentials.get().email());
    }

    private Held successor(SupabaseSession old) {
        return kept(restraint.call(() -> server.refresh(old, over -> {
            store.clear();
            held = null;
            return password(over);
        })));
    }

    private Held signedIn() {
        Unauthenticated nobody = new Unauthenticated("nobody is signed in");
        if (credentials == null) {
            throw nobody;
        }
        return kept(restraint.call(() -> password(nobody)));
    }

    private Held password(Unauthenticated otherwise) {
        if (credentials == null) {
            throw otherwise;
        }
        return server.password(credentials.get());
    }

    /** Stored first: of a session that is used and not kept nobody would know after a restart. */
    private Held kept(Held fresh) {
        store.save(fresh.session());
        held = fresh;
        return fresh;
    }
}
