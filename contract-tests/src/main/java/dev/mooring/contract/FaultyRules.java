package dev.mooring.contract;

import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.On;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Verb;
import dev.mooring.sync.Write;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the groups ERROR, FAULT and SECRET are written with: every verb, tried while something goes wrong. */
abstract class FaultyRules extends Rules {

    /** Why the rules of these groups are skipped where a fixture has nothing to make faults with. */
    static final String HOOK = "faults()";

    /** Against hanging only; what hangs takes far longer. */
    private static final long GUARD_SECONDS = 60;

    private static final int OTHER = 500;

    /** How often, at least, a client that waits for 200 ms only is asked: a slow machine may need longer for an honest answer. */
    private static final int HASTY_TRIES = 5;

    private int used;
    private @Nullable Peer warm;
    private @Nullable Peer reader;

    FaultyRules(AdapterContract contract) {
        super(contract);
    }

    /** The fixture's faults; the rule is skipped where they cannot do one of those that it needs. */
    Faults faults(Fault... needed) {
        Faults faults = contract().faults().orElseGet(() -> skip("the fixture has no " + HOOK));
        for (Fault fault : needed) {
            skipUnless(faults.supports(fault), "the " + faults.form() + " form of faults cannot make " + fault);
        }
        return faults;
    }

    /** The client that the test tries things with. It has spoken with its backend before: signed in, connected. */
    Peer warm() {
        if (warm == null) {
            warm = warm(client());
        }
        return warm;
    }

    /** As {@link #warm()}, but a new client that soon gives up waiting. */
    Peer hasty() {
        Peer hasty = bench().client(contract().hasty());
        patiently(hasty::all);
        return hasty;
    }

    /** What a hasty client answers, sooner or later, when nothing is wrong. */
    static <T> T patiently(Supplier<T> call) {
        long begun = System.nanoTime();
        for (int tries = 1; ; tries++) {
            try {
                return call.get();
            } catch (TemporaryFailure e) {
                boolean enough = System.nanoTime() - begun > Guard.soon().toNanos();
                if (tries >= HASTY_TRIES && enough) {
                    throw e;
                }
            }
        }
    }

    /**
     * Sends a new write by a hasty client while its requests meet a fault: its fate is open. A try that the client gave up before its
     * request had arrived says nothing.
     */
    Write hastilySent(Peer hasty, Verb verb, Fault fault) {
        Faults faults = faults(fault);
        for (int tries = 0; tries < HASTY_TRIES; tries++) {
            Write write = write(warm(), verb);
            if (during(faults, On.everyWrite(), fault, () -> metAndOpen(faults, hasty, write, fault))) {
                return write;
            }
        }
        return Check.fail(verb + " at " + fault, "a request that arrives before the client gives up", "none");
    }

    private static boolean metAndOpen(Faults faults, Peer hasty, Write write, Fault fault) {
        AssertionError wrong = null;
        try {
            bounded(faults, Words.of(write) + " at " + fault, () -> {
                mustStayOpen(hasty, write, fault);
                return true;
            });
        } catch (AssertionError e) {
            wrong = e;
        }
        boolean met = Guard.met(faults, 1);
        if (met && wrong != null) {
            throw wrong;
        }
        return met;
    }

    /** The reading verbs. */
    Map<String, Supplier<Object>> reads(Peer peer) {
        SyncAdapter adapter = peer.adapter();
        Map<String, Supplier<Object>> reads = new LinkedHashMap<>();
        reads.put("list", () -> adapter.list(Cursor.START, Peer.PAGE));
        reads.put("changesSince", () -> adapter.changesSince(Cursor.START, Peer.PAGE));
        return reads;
    }

    /** One write of each kind that the collection allows, each of a record of its own, none sent yet. */
    List<Write> writes(Peer peer) {
        return offered().stream().map(verb -> write(peer, verb)).toList();
    }

    /** The writing verbs that the collection allows. */
    List<Verb> offered() {
        Set<Verb> verbs = guarantees().verbs();
        return Stream.of(Verb.CREATE, Verb.UPDATE, Verb.DELETE)
                .filter(verbs::contains)
                .toList();
    }

    /** A write that was not sent yet; what it changes or deletes is made for it. */
    Write write(Peer peer, Verb verb) {
        skipUnless(guarantees().verbs().contains(verb), "the verb " + verb + " is not claimed");
        int n = number();
        return switch (verb) {
            case CREATE -> peer.creation(n);
            case UPDATE -> Update.of(peer.key(), peer.make(n), patch(n + OTHER));
            case DELETE -> Delete.of(peer.key(), peer.make(n));
        };
    }

    /** The number of a record that this test has not used: ids of deleted records may stay taken. */
    int number() {
        used++;
        return used;
    }

    /** Does something while every request that {@code on} names meets a fault; ends when the backend has acted on all of it. */
    static <T> T during(Faults faults, On on, Fault fault, Supplier<T> action) {
        T answer;
        faults.arm(on, fault);
        try {
            answer = action.get();
        } finally {
            faults.clear();
        }
        Guard.quiet(faults);
        return answer;
    }

    /** The call fails by a {@link SyncException} of that kind while every request meets the fault. */
    static <E extends SyncException> E mustThrow(
            Class<E> kind, Faults faults, On on, Fault fault, String verb, Supplier<?> call) {
        return during(faults, on, fault, () -> Check.thrown(kind, verb + " at " + fault, call));
    }

    /**
     * The server acted on the write and its answer cannot be used: the adapter says that the write may be applied, unless it found
     * out by itself that it is.
     */
    static void mustStayOpen(Peer peer, Write write, Fault fault) {
        String done = Words.of(write) + " at " + fault;
        Outcome outcome;
        try {
            outcome = peer.send(write);
        } catch (TemporaryFailure e) {
            Check.that(e.maybeApplied(), done, "a TemporaryFailure that says maybeApplied", e + ", which does not");
            return;
        } catch (SyncException e) {
            Check.fail(done, "a TemporaryFailure that says maybeApplied", e);
            return;
        }
        Check.applied(outcome, done);
    }

    /** The write is no success, whether by an exception or by an answer. */
    static boolean mustNotApply(Peer peer, Write write, Fault fault) {
        Outcome outcome;
        try {
            outcome = peer.send(write);
        } catch (SyncException e) {
            return true;
        }
        return outcome.match(
                applied -> Check.fail(Words.of(write) + " at " + fault, "no success", outcome),
                conflict -> true,
                refused -> true);
    }

    /** Sent again the write is applied, and all in all it had one effect. */
    void mustSettle(Peer peer, Write write) {
        if (mayBeSentAgain(write)) {
            Check.applied(peer.send(write.again()), Words.of(write) + ", sent again");
        }
        mustHold(write);
    }

    /** The write had its effect, once. */
    void mustHold(Write write) {
        Peer reader = reader();
        String done = Words.of(write);
        write.match(
                create -> {
                    Check.same(1L, copies(reader, create.fields()), "records with the fields of " + done);
                    return true;
                },
                update -> {
                    Map<String, @Nullable Object> before =
                            reader.own(update.base().orElseThrow());
                    reader.mustSee(update.id(), Fields.apply(before, update.patch()), done);
                    return true;
                },
                delete -> {
                    reader.mustNotSee(delete.id(), done);
                    return true;
                });
    }

    /** The write had no effect. */
    void mustNotHold(Write write) {
        Peer reader = reader();
        String done = Words.of(write) + ", which did not arrive";
        write.match(
                create -> {
                    Check.same(0L, copies(reader, create.fields()), "records with the fields of " + done);
                    return true;
                },
                update -> {
                    reader.mustSee(update.id(), reader.own(update.base().orElseThrow()), done);
                    return true;
                },
                delete -> {
                    reader.see(delete.id());
                    return true;
                });
    }

    /** Whether the claimed level of replay allows to send the write again when its fate is open. */
    boolean mayBeSentAgain(Write write) {
        return write.match(create -> !guarantees().createMayDouble(), update -> true, delete -> true);
    }

    /** Runs a call on a thread of its own; fails when it does not end. */
    static <T> T bounded(Faults faults, String done, Supplier<T> call) {
        FutureTask<T> task = new FutureTask<>(call::get);
        Thread thread = new Thread(task, "contract-bounded");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(GUARD_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            faults.clear();
            return Check.fail(done, "an end", "none after " + GUARD_SECONDS + " seconds");
        } catch (ExecutionException e) {
            throw Words.unchecked(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + done, e);
        }
    }

    /** Another client, to see what there is. */
    private Peer reader() {
        if (reader == null) {
            reader = client();
        }
        return reader;
    }

    /** The client, after it has spoken with its backend. */
    static Peer warm(Peer peer) {
        peer.all();
        return peer;
    }

    private static long copies(Peer reader, Map<String, @Nullable Object> fields) {
        List<Document> all = List.copyOf(reader.all().values());
        return all.stream()
                .filter(document -> reader.own(document).equals(fields))
                .count();
    }
}
