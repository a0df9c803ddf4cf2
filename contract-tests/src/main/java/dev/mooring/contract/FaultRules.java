package dev.mooring.contract;

import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.On;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Verb;
import dev.mooring.sync.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the group FAULT: what the adapter makes of a bad network. */
abstract class FaultRules extends FaultyRules {

    private static final int RECORDS = 5;
    private static final int LIMIT = 2;
    private static final int MOST_PAGES = 100;

    FaultRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule(value = "FAULT-1", hook = HOOK)
    @DisplayName("a create whose answer is lost may be applied, and sent again it has one effect")
    void lostAnswerOfCreate() {
        settlesAfter(Verb.CREATE, Fault.loseAnswer());
        settlesAfter(Verb.CREATE, Fault.resetAfter());
    }

    @Test
    @ContractRule(value = "FAULT-2", hook = HOOK)
    @DisplayName("an update whose answer is lost may be applied, and sent again it has one effect")
    void lostAnswerOfUpdate() {
        settlesAfter(Verb.UPDATE, Fault.loseAnswer());
        settlesAfter(Verb.UPDATE, Fault.resetAfter());
    }

    @Test
    @ContractRule(value = "FAULT-3", hook = HOOK)
    @DisplayName("a delete whose answer is lost may be applied, and sent again it is applied")
    void lostAnswerOfDelete() {
        settlesAfter(Verb.DELETE, Fault.loseAnswer());
        settlesAfter(Verb.DELETE, Fault.resetAfter());
    }

    @Test
    @ContractRule(value = "FAULT-4", hook = HOOK)
    @DisplayName(
            "a connection that is reset before the server acts is a TemporaryFailure, and sent again the write is applied")
    void resetBeforeTheServerActs() {
        Fault fault = Fault.resetBefore();
        Faults faults = faults(fault);
        Peer peer = warm();

        for (Write write : writes(peer)) {
            mustThrow(TemporaryFailure.class, faults, On.every(), fault, Words.of(write), () -> peer.send(write));
            mustNotHold(write);
            Check.applied(peer.send(write.again()), Words.of(write) + ", sent again");
            mustHold(write);
        }
    }

    @Test
    @ContractRule(value = "FAULT-5", hook = HOOK)
    @DisplayName("a page whose answer is lost is asked for again, and nothing is skipped")
    void lostPagesSkipNothing() {
        everyPageFailsOnce(TemporaryFailure.class, Fault.loseAnswer());
    }

    @Test
    @ContractRule(value = "FAULT-6", hook = HOOK)
    @DisplayName("a page whose answer is cut off is an error, never a short page")
    void truncatedPageIsNoShortPage() {
        everyPageFailsOnce(SyncException.class, Fault.truncate());
    }

    @Test
    @ContractRule(value = "FAULT-7", hook = HOOK)
    @DisplayName("a write whose answer is cut off may be applied, and sent again it has one effect")
    void truncatedAnswerOfAWrite() {
        offered().forEach(verb -> settlesAfter(verb, Fault.truncate()));
    }

    @Test
    @ContractRule(value = "FAULT-8", hook = HOOK)
    @DisplayName("an answer that comes too late is a TemporaryFailure, and a write that met it may be applied")
    void lateAnswerIsTemporary() {
        everyVerbEnds(Fault.delay());
    }

    @Test
    @ContractRule(value = "FAULT-9", hook = HOOK)
    @DisplayName("a request that arrives twice has one effect")
    void duplicateHasOneEffect() {
        Fault fault = Fault.duplicate();
        Faults faults = faults(fault);
        Peer peer = warm();

        for (Write write : writes(peer)) {
            if (mayBeSentAgain(write)) {
                String done = Words.of(write) + " at " + fault;
                during(faults, On.everyWrite(), fault, () -> Check.applied(peer.send(write), done));
                mustHold(write);
            }
        }
    }

    @Test
    @ContractRule(value = "FAULT-10", hook = HOOK)
    @DisplayName("an answer that drips in for ever is a TemporaryFailure, and a write that met it may be applied")
    void drippingAnswerEnds() {
        everyVerbEnds(Fault.drip());
    }

    @Test
    @ContractRule(value = "FAULT-11", hook = HOOK)
    @DisplayName("interruption stops a call by a SyncException and the thread stays interrupted")
    void interruptionStopsTheCall() {
        boolean drips = faults().supports(Fault.drip());
        Fault fault = drips ? Fault.drip() : Fault.stall();
        Faults faults = faults(fault);
        Peer peer = warm();
        Peer other = warm(client());

        Map<String, Supplier<Object>> others = reads(other);
        reads(peer)
                .forEach((verb, call) ->
                        mustBeInterrupted(faults, On.every(), fault, verb, others.getOrDefault(verb, call), call));
        for (Verb verb : offered()) {
            Write control = write(other, verb);
            Write write = write(peer, verb);
            mustBeInterrupted(
                    faults, On.everyWrite(), fault, Words.of(write), () -> other.send(control), () -> peer.send(write));
        }
    }

    @Test
    @ContractRule(value = "FAULT-12", hook = HOOK)
    @DisplayName("the next call works after any failure")
    void nextCallWorks() {
        Peer peer = warm();
        Map<String, ?> there = peer.all();

        for (Fault fault : List.of(
                Fault.status(503), Fault.loseAnswer(), Fault.resetBefore(), Fault.resetAfter(), Fault.truncate())) {
            if (faults().supports(fault)) {
                reads(peer).forEach((verb, call) -> {
                    mustThrow(TemporaryFailure.class, faults(), On.every(), fault, verb, call);
                    Check.same(there, peer.all(), "list after " + verb + " had met " + fault);
                });
            }
        }
        Peer hasty = hasty();
        reads(hasty).forEach((verb, call) -> {
            mustThrow(TemporaryFailure.class, faults(), On.every(), Fault.delay(), verb, call);
            Check.same(there, patiently(hasty::all), "list after the answer to " + verb + " was late");
        });
        Peer writer = warm();
        Check.applied(writer.send(write(writer, Verb.CREATE)), "create after these failures");
    }

    private void settlesAfter(Verb verb, Fault fault) {
        Faults faults = faults(fault);
        Peer peer = warm();
        Write write = write(peer, verb);

        during(faults, On.everyWrite(), fault, () -> {
            mustStayOpen(peer, write, fault);
            return true;
        });

        mustSettle(peer, write);
    }

    private void everyVerbEnds(Fault fault) {
        Faults faults = faults(fault);
        Peer peer = hasty();
        Peer patient = warm();

        reads(peer)
                .forEach((verb, call) -> mustThrow(
                        TemporaryFailure.class,
                        faults,
                        On.every(),
                        fault,
                        verb,
                        () -> bounded(faults, verb + " at " + fault, call)));
        for (Verb verb : offered()) {
            mustSettle(patient, hastilySent(peer, verb, fault));
        }
    }

    private static void mustBeInterrupted(
            Faults faults, On on, Fault fault, String verb, Supplier<?> control, Supplier<?> call) {
        String done = verb + " on an interrupted thread";
        faults.arm(on, fault);
        Interruption interruption = new Interruption(control);
        try {
            mustMeet(faults, 1, verb);
            boolean kept = interruption.of(
                    done,
                    () -> Check.thrown(TemporaryFailure.class, done, call),
                    () -> mustMeet(faults, 2, verb),
                    Guard.soon());
            Check.that(kept, done, "the thread to stay interrupted", "its interruption is gone");
        } finally {
            faults.clear();
        }
        interruption.join(Guard.soon());
        Guard.quiet(faults);
    }

    private static void mustMeet(Faults faults, int count, String verb) {
        Check.that(Guard.met(faults, count), verb, "a request that waits for its answer", "none");
    }

    private void everyPageFailsOnce(Class<? extends SyncException> kind, Fault fault) {
        faults(fault);
        Peer peer = warm();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            made.add(peer.make(number()).id());
        }
        SyncAdapter adapter = peer.adapter();

        walk("list", made, kind, fault, (from, ids) -> {
            Page page = adapter.list(from, LIMIT);
            page.documents().forEach(document -> ids.add(document.id()));
            return page.more() ? page.next() : Cursor.START;
        });
        walk("changesSince", made, kind, fault, (since, ids) -> {
            ChangePage page = adapter.changesSince(since, LIMIT);
            page.changes().forEach(change -> ids.add(change.id()));
            return page.more() ? page.next() : Cursor.START;
        });
    }

    /** Asks for every page twice: the first time while something goes wrong. A page answers where it goes on, or START. */
    private void walk(
            String verb,
            List<String> made,
            Class<? extends SyncException> kind,
            Fault fault,
            BiFunction<Cursor, List<String>, Cursor> page) {
        List<String> ids = new ArrayList<>();
        Cursor from = Cursor.START;
        int pages = 0;
        do {
            Cursor asked = from;
            mustThrow(kind, faults(), On.every(), fault, verb, () -> page.apply(asked, new ArrayList<>()));
            from = page.apply(asked, ids);
            pages++;
            Check.that(pages < MOST_PAGES, verb + " in pages of " + LIMIT, "an end", pages + " pages and still more");
        } while (!from.isStart());
        Check.same(
                new TreeSet<>(made), new TreeSet<>(ids), "ids by " + verb + ", each page asked again after " + fault);
    }
}
