package dev.mooring.supabase.auth;

import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.supabase.sim.PostgrestSimulator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulated project with the users ann and bob, and clocks that only the test moves. */
abstract class AuthTest {

    static final String ANN = "ann@example.org";
    static final Credentials ANNS = new Credentials(ANN, "Pa55word-of-ann");
    static final Credentials BOBS = new Credentials("bob@example.org", "Pa55word-of-bob");

    /** The server's clock. */
    final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    /** The device's clock on the wall, which may be wrong. */
    final AtomicReference<Instant> wall = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    /** The device's monotonic clock. */
    final AtomicLong nanos = new AtomicLong(-5);

    final PostgrestSimulator project = PostgrestSimulator.start(clock(time));
    final HttpFaults faults = HttpFaults.inFrontOf(project.uri());
    private final List<SupabaseAuth> open = new ArrayList<>();

    @BeforeEach
    void accounts() {
        project.user(ANN, ANNS.password(), "user-ann");
        project.user(BOBS.email(), BOBS.password(), "user-bob");
    }

    @AfterEach
    void stop() {
        open.forEach(SupabaseAuth::close);
        faults.close();
        project.close();
    }

    SupabaseAuth auth(SessionStore store) {
        return opened(builder(store));
    }

    SupabaseAuth opened(SupabaseAuth.Builder builder) {
        SupabaseAuth auth = builder.build();
        open.add(auth);
        return auth;
    }

    SupabaseAuth.Builder builder(SessionStore store) {
        return SupabaseAuth.builder(faults.uri(), () -> PostgrestSimulator.API_KEY)
                .store(store)
                .clock(clock(wall))
                .monotonic(nanos::get);
    }

    /** Time passes, on the server and on the device. */
    void pass(Duration span) {
        time.updateAndGet(now -> now.plus(span));
        wall.updateAndGet(now -> now.plus(span));
        nanos.addAndGet(span.toNanos());
    }

    /** How often a session was asked for by such a grant. */
    long asked(String grant) {
        return project.requests().stream()
                .filter(request -> request.equals("POST /auth/v1/token?grant_type=" + grant))
                .count();
    }

    private static Clock clock(AtomicReference<Instant> source) {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return source.get();
            }
        };
    }
}
