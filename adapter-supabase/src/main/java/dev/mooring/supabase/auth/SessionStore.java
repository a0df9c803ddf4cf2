package dev.mooring.supabase.auth;

import dev.mooring.support.given.Given;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.TemporaryFailure;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a session is kept between calls and programs. A refresh token is good for one refresh, so everybody who uses the session has to
 * use the same store. Safe for several threads.
 */
public interface SessionStore {

    /** Kept in memory, until the program ends. */
    static SessionStore inMemory() {
        return new MemorySessions();
    }

    /**
     * Kept in a file that only its owner can read and write; several programs may share it. It is written beside itself and moved into
     * place, so that a program that is killed leaves the old session or the new one. Beside it lies an empty file {@code <name>.lock}.
     *
     * @param file its directory has to exist
     */
    static SessionStore file(Path file) {
        return new FileSessions(Given.present(file, "the file of the session"));
    }

    /**
     * The session that was saved last.
     *
     * @throws Misconfigured when what is there is no session; it is left untouched
     */
    Optional<SupabaseSession> load();

    /**
     * Keeps a session; it MUST be durable when this returns.
     *
     * @throws TemporaryFailure when it cannot be kept
     */
    void save(SupabaseSession session);

    /** Forgets the session; nothing happens where there is none. */
    void clear();

    /**
     * Does something while nobody else who uses the same store, in this program or another, is within this method. Never called from
     * within itself.
     *
     * @throws TemporaryFailure when it is interrupted while it waits
     */
    <T> T exclusively(Supplier<T> work);
}
