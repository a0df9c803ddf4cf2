package dev.mooring.store.sqlite;

import dev.mooring.store.StoreException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs groups of works, each group in one transaction, each work in a savepoint of it, so that one that fails leaves nothing and
 * harms no other. Used by one thread at a time.
 */
final class Writer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** Writes a page without changing anything: a commit of nothing would not wait for the disk, not even for what came before. */
    private static final String TOUCH = "PRAGMA user_version = " + Schema.VERSION;

    private final Session session;
    private final Durability durability;
    private final SqliteTransaction transaction;
    /** Whether the next commit does. */
    private boolean waitsForDisk;
    /** Whether the last one did not: the next one that does takes it to the disk. */
    private boolean behind;

    Writer(Session session, Durability durability) {
        this.session = session;
        this.durability = durability;
        this.waitsForDisk = durability == Durability.FULL;
        this.transaction = new SqliteTransaction(session);
    }

    void run(List<Ticket<?>> group) {
        session.enter();
        try {
            List<Ticket<?>> left = group;
            while (!left.isEmpty()) {
                left = left.subList(transaction(left), left.size());
            }
        } finally {
            session.leave();
        }
    }

    /** Runs something on the writer's own connection. */
    void run(String sql) {
        session.once(sql);
    }

    /** Runs works in one transaction; answers how many, should it be lost on the way. */
    private int transaction(List<Ticket<?>> works) {
        int begun = 0;
        try {
            session.refuseDamaged();
            waitForDisk(durability == Durability.FULL && works.stream().anyMatch(Ticket::isDurable));
            session.call("BEGIN IMMEDIATE").run();
        } catch (StoreException e) {
            works.forEach(ticket -> ticket.failed(e));
            works.forEach(Ticket::done);
            return works.size();
        }
        boolean alive = true;
        while (alive && begun < works.size()) {
            alive = work(works.get(begun), works.size() > 1);
            begun++;
        }
        List<Ticket<?>> ran = works.subList(0, begun);
        end(ran, alive);
        ran.forEach(Ticket::tell);
        ran.forEach(Ticket::done);
        return begun;
    }

    private void waitForDisk(boolean wanted) {
        if (wanted != waitsForDisk) {
            session.once("PRAGMA synchronous = " + (wanted ? "FULL" : "NORMAL"));
            waitsForDisk = wanted;
        }
    }

    /** Runs one work; answers whether the transaction is still there. */
    private boolean work(Ticket<?> ticket, boolean amongOthers) {
        session.forgetFailure();
        try {
            if (amongOthers) {
                session.call("SAVEPOINT work").run();
            }
            ticket.run(transaction);
            session.throwFailure();
            if (amongOthers) {
                session.call("RELEASE work").run();
            }
            ticket.succeeded(transaction.keepWork());
            return true;
        } catch (Throwable e) {
            // whatever it is: its caller gets it as it is
            ticket.failed(e);
            transaction.forgetWork();
            return !amongOthers || undone();
        }
    }

    private boolean undone() {
        try {
            session.call("ROLLBACK TO work").run();
            session.call("RELEASE work").run();
            return true;
        } catch (StoreException e) {
            LOG.debug("the failure of a work took its transaction with it", e);
            return false;
        }
    }

    private void end(List<Ticket<?>> ran, boolean alive) {
        if (!alive) {
            undoAll(
                    ran,
                    new StoreException(
                            StoreException.Kind.FAILED,
                            "another work's failure undid the transaction",
                            session.failure()));
        } else if (ran.stream().allMatch(Ticket::hasFailed)) {
            rollback();
        } else {
            commit(ran);
        }
    }

    private void commit(List<Ticket<?>> ran) {
        try {
            transaction.storeCounts();
            if (waitsForDisk && behind) {
                session.once(TOUCH);
            }
            session.call("COMMIT").run();
            behind = !waitsForDisk;
        } catch (StoreException e) {
            undoAll(ran, e);
        }
    }

    private void undoAll(List<Ticket<?>> ran, StoreException cause) {
        transaction.forgetAll();
        rollback();
        ran.stream().filter(ticket -> !ticket.hasFailed()).forEach(ticket -> ticket.failed(cause));
    }

    private void rollback() {
        try {
            session.call("ROLLBACK").run();
        } catch (StoreException e) {
            // some failures of the medium make SQLite roll back by itself; then there is nothing left to undo
            LOG.debug("no transaction was left to roll back", e);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
