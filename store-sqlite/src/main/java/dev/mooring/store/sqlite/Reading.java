package dev.mooring.store.sqlite;

import dev.mooring.store.StoreException;
import dev.mooring.store.StoreReader;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session for reading, with its reader. Used by one thread at a time. */
final class Reading implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

    private final Session session;
    private final SqliteReader reader;
    private boolean sound = true;

    Reading(Session session) {
        this.session = session;
        this.reader = new SqliteReader(session);
    }

    /** Looks at one moment: a transaction that begins with its first statement. */
    <T> T run(Function<? super StoreReader, T> work) {
        session.enter();
        try {
            session.call("BEGIN").run();
            return work.apply(reader);
        } finally {
            end();
        }
    }

    private void end() {
        try {
            session.call("COMMIT").run();
        } catch (StoreException e) {
            LOG.warn("a read could not be ended; its connection is closed", e);
            sound = false;
        } finally {
            session.leave();
        }
    }

    /** Whether it can be used again. */
    boolean isSound() {
        return sound;
    }

    @Override
    public void close() {
        session.close();
    }
}
