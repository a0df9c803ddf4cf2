package dev.mooring.contract;

import dev.mooring.contract.fault.Faults;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of an adapter as an object: its guarantees, its end, its threads. */
abstract class ClientRules extends Rules {

    private static final List<Class<?>> CAPABILITIES =
            List.of(BatchWrites.class, Lookup.class, KeyScan.class, LiveChanges.class);

    ClientRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule("CLIENT-1")
    @DisplayName("guarantees() answers the same every time, from every client, without asking the backend")
    void guaranteesAreTheSameEveryTime() {
        Peer ours = client();
        int before = requests();

        Guarantees first = ours.guarantees();

        Check.same(first, ours.guarantees(), "guarantees(), asked again");
        Check.same(first, client().guarantees(), "guarantees() of a second client");
        Check.same(before, requests(), "guarantees(), the number of requests that reached the backend so far");
    }

    @Test
    @ContractRule("CLIENT-2")
    @DisplayName("an adapter may be closed twice, and its other clients live on")
    void adapterMayBeClosedTwice() {
        Peer ours = client();
        Peer theirs = client();
        Document made = ours.make(1);

        ours.adapter().close();
        ours.adapter().close();

        theirs.mustSee(made.id(), fields(1), "another client closed");
    }

    @Test
    @ContractRule("CLIENT-3")
    @DisplayName("after close every verb fails with a SyncException or an IllegalStateException")
    void everyVerbFailsAfterClose() {
        Peer ours = client();
        Document made = ours.make(1);
        SyncAdapter adapter = ours.adapter();
        Map<String, Supplier<?>> calls = new LinkedHashMap<>();
        calls.put("list", () -> adapter.list(Cursor.START, 10));
        calls.put("changesSince", () -> adapter.changesSince(Cursor.START, 10));
        calls.put("create", () -> adapter.create(ours.creation(2)));
        calls.put("update", () -> adapter.update(Update.of(ours.key(), made, patch(3))));
        calls.put("delete", () -> adapter.delete(Delete.unconditional(ours.key(), made.id())));

        adapter.close();

        calls.forEach((verb, call) -> {
            RuntimeException thrown = Check.thrown(RuntimeException.class, verb + " after close", call);
            boolean clear = thrown instanceof SyncException || thrown instanceof IllegalStateException;
            Check.that(clear, verb + " after close", "SyncException or IllegalStateException", thrown);
        });
        Check.same(Map.of(made.id(), fields(1)), client().contents(), "list after calls on a closed adapter");
    }

    @Test
    @ContractRule("CLIENT-4")
    @DisplayName("eight threads at once on one adapter: every effect is there and none is lost")
    void eightThreadsLoseNothing() throws Exception {
        Peer ours = client();
        List<Callable<Map<String, Map<String, @Nullable Object>>>> tasks = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int first = thread * 10 + 1;
            tasks.add(() -> work(ours, first));
        }

        Map<String, Map<String, @Nullable Object>> expected = new LinkedHashMap<>();
        Together.all(tasks).forEach(expected::putAll);

        Check.same(16, expected.size(), "the ids of 16 creates by eight threads");
        Check.same(expected, client().contents(), "list after 24 writes by eight threads");
    }

    @Test
    @ContractRule("CLIENT-5")
    @DisplayName(
            "a null argument fails at once with a NullPointerException or an IllegalArgumentException, and nothing is sent")
    @SuppressWarnings("NullAway") // The rule is about callers without null checks.
    void nullArgumentsFailAtOnce() {
        SyncAdapter adapter = client().adapter();
        Map<String, Supplier<?>> calls = new LinkedHashMap<>();
        calls.put("list", () -> adapter.list(null, 10));
        calls.put("changesSince", () -> adapter.changesSince(null, 10));
        calls.put("create", () -> adapter.create(null));
        calls.put("update", () -> adapter.update(null));
        calls.put("delete", () -> adapter.delete(null));
        int before = requests();

        calls.forEach((verb, call) -> {
            RuntimeException thrown = Check.thrown(RuntimeException.class, verb + "(null)", call);
            boolean clear = thrown instanceof NullPointerException || thrown instanceof IllegalArgumentException;
            Check.that(clear, verb + "(null)", "NullPointerException or IllegalArgumentException", thrown);
        });

        Check.same(before, requests(), "calls with null, the number of requests that reached the backend so far");
    }

    @Test
    @ContractRule("CLIENT-6")
    @DisplayName("capability() is empty for what nobody knows, and gives a known type itself, the same every time")
    void capabilitiesAreWhatTheySay() {
        Watched adapter = client().watched();

        Check.same(false, adapter.raw(Unknown.class).isPresent(), "capability() of a type that nobody knows");
        for (Class<?> type : CAPABILITIES) {
            Object once = adapter.raw(type).orElse(null);
            String done = "capability(" + type.getSimpleName() + ")";
            Check.that(once == null || type.isInstance(once), done, "one of that type", once);
            Check.same(once != null, adapter.raw(type).isPresent(), done + ", asked again");
        }
    }

    private Map<String, Map<String, @Nullable Object>> work(Peer peer, int first) {
        Document one = made(peer, peer.creation(first));
        Document two = made(peer, peer.creation(first + 1));
        Update update = Update.of(peer.key(), one, patch(first + 2));
        Check.applied(peer.sendInRace(update), Words.of(update) + " beside other threads");
        return Map.of(one.id(), fields(first, patch(first + 2)), two.id(), fields(first + 1));
    }

    private static Document made(Peer peer, Create create) {
        return peer.madeBy(create, Check.applied(peer.sendInRace(create), Words.of(create) + " beside other threads"));
    }

    private int requests() {
        return contract().faults().map(Faults::requests).map(List::size).orElse(0);
    }

    /** A capability that no adapter can have. */
    private interface Unknown {}
}
