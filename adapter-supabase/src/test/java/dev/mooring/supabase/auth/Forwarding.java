package dev.mooring.supabase.auth;

import java.util.Optional;
import java.util.function.Supplier;

/** A store that does as another one does, but for what a test overrides. */
class Forwarding implements SessionStore {

    private final SessionStore to;

    Forwarding(SessionStore to) {
        this.to = to;
    }

    @Override
    public Optional<SupabaseSession> load() {
        return to.load();
    }

    @Override
    public void save(SupabaseSession session) {
        to.save(session);
    }

    @Override
    public void clear() {
        to.clear();
    }

    @Override
    public <T> T exclusively(Supplier<T> work) {
        return to.exclusively(work);
    }
}
