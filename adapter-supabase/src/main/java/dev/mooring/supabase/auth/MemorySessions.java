package dev.mooring.supabase.auth;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** One session in memory. Safe for several threads. */
final class MemorySessions implements SessionStore {

    private final Turn turn = new Turn();
    private final AtomicReference<Optional<SupabaseSession>> kept = new AtomicReference<>(Optional.empty());

    @Override
    public Optional<SupabaseSession> load() {
        return kept.get();
    }

    @Override
    public void save(SupabaseSession session) {
        kept.set(Optional.of(session));
    }

    @Override
    public void clear() {
        kept.set(Optional.empty());
    }

    @Override
    public <T> T exclusively(Supplier<T> work) {
        return turn.during(work);
    }

    @Override
    public String toString() {
        return "SessionStore[in memory]";
    }
}
