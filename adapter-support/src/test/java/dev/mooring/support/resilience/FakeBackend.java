package dev.mooring.support.resilience;

import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.Replay;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Fails as it is told and writes down what it was asked. */
final class FakeBackend implements SyncAdapter, BatchWrites, Lookup, KeyScan, LiveChanges {

    final Deque<RuntimeException> failures = new ArrayDeque<>();
    final List<String> asked = new ArrayList<>();
    Replay replay = Replay.IDS;
    boolean closed;
    Runnable during = () -> {};
    Outcome answer = Outcome.applied();

    FakeBackend failing(RuntimeException... next) {
        failures.addAll(List.of(next));
        return this;
    }

    @Override
    public Page list(Cursor from, int limit) {
        asked("list");
        return Page.last(List.of());
    }

    @Override
    public Outcome create(Create create) {
        return write("create", create);
    }

    @Override
    public Outcome update(Update update) {
        return write("update", update);
    }

    @Override
    public Outcome delete(Delete delete) {
        return write("delete", delete);
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        asked("changes");
        return new ChangePage(List.of(), Cursor.START, false, ChangePage.Kind.DELTA);
    }

    @Override
    public List<Outcome> write(List<Write> writes) {
        asked("batch" + writes.stream().map(write -> write.resent() ? "+" : "-").toList());
        return writes.stream().map(write -> answer).toList();
    }

    @Override
    public List<Document> find(Collection<String> ids) {
        asked("find");
        return List.of();
    }

    @Override
    public KeyPage keys(Cursor from, int limit) {
        asked("keys");
        return new KeyPage(List.of(), Cursor.START, false);
    }

    @Override
    public Listening listen(Listener listener) {
        return () -> {};
    }

    @Override
    public Guarantees guarantees() {
        return Guarantees.builder("fake").replay(replay).build();
    }

    @Override
    public void close() {
        closed = true;
    }

    private Outcome write(String verb, Write write) {
        asked(verb + (write.resent() ? "+" : "-"));
        return answer;
    }

    private void asked(String what) {
        asked.add(what);
        during.run();
        RuntimeException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }
}
