package dev.mooring.internal.engine;

import dev.mooring.internal.plan.Outgoing;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends what is due, in parallel and in batches, and bisects a batch that is rejected. Used on the control thread. */
final class Pushing {

    private final Claims claims;
    private final Setup setup;
    private final World world;
    private final Optional<BatchWrites> batches;
    private final Told told;
    private int onTheirWay;
    private int batch;

    Pushing(Claims claims, Setup setup, World world, Told told) {
        this.claims = claims;
        this.setup = setup;
        this.world = world;
        this.told = told;
        this.batches = setup.adapter().capability(BatchWrites.class);
        this.batch = batches.isPresent() ? setup.guarantees().largestBatch() : 1;
    }

    boolean isBusy() {
        return onTheirWay > 0;
    }

    /** Fills the calls that are free; answers whether anything is on its way. */
    boolean fill(Instant horizon) {
        boolean more = true;
        while (more && onTheirWay < setup.parallel()) {
            // a batch at a time: it travels while the next one is marked as sent; single writes share a commit
            int most = batch > 1 ? batch : setup.parallel() - onTheirWay;
            List<PendingWrite> claimed = claims.claim(horizon, most);
            for (int from = 0; from < claimed.size(); from += batch) {
                send(claimed.subList(from, Math.min(claimed.size(), from + batch)));
            }
            more = claimed.size() == most;
        }
        return isBusy();
    }

    /** What was on its way belongs to the past. */
    void forget() {
        onTheirWay = 0;
    }

    private void send(List<PendingWrite> writes) {
        List<Write> outgoing = writes.stream().map(Outgoing::write).toList();
        Supplier<List<Outcome>> call = outgoing.size() > 1
                ? () -> batches.orElseThrow().write(outgoing)
                : () -> List.of(outgoing.get(0).sendTo(setup.adapter()));
        world.calls().call(call::get, told.concerning((outcomes, failure) -> {
            onTheirWay--;
            answered(writes, outcomes, failure);
        }));
        // not before: a call that did not begin has no answer
        onTheirWay++;
    }

    private void answered(List<PendingWrite> writes, @Nullable List<Outcome> outcomes, @Nullable Throwable failure) {
        if (failure instanceof Rejected && writes.size() > 1) {
            bisect(writes);
        } else if (failure instanceof Rejected rejected) {
            done(writes, List.of(new Outcome.Refused(rejected.problem())));
        } else if (failure != null) {
            batch = Math.max(1, batch / 2);
            failed(writes, Failure.of(failure));
        } else if (outcomes == null || outcomes.size() != writes.size()) {
            failed(writes, Failure.of(TemporaryFailure.maybeApplied("the batch was not answered one by one", null)));
        } else {
            done(writes, outcomes);
        }
    }

    /** Nothing of the batch was taken: one half at a time tells who is to blame (law 10). */
    private void bisect(List<PendingWrite> writes) {
        int half = writes.size() / 2;
        send(new ArrayList<>(writes.subList(0, half)));
        send(new ArrayList<>(writes.subList(half, writes.size())));
    }

    private void done(List<PendingWrite> writes, List<Outcome> outcomes) {
        claims.answered(writes, outcomes);
        if (batches.isPresent()) {
            batch = Math.min(setup.guarantees().largestBatch(), batch * 2);
        }
        told.pushed(writes);
    }

    private void failed(List<PendingWrite> writes, Failure failure) {
        claims.failed(writes, failure, world.random().nextDouble());
        told.failed(failure, writes);
    }

    /** Who decides what comes next. */
    interface Told {

        /** The same answer, unless nobody is concerned any more when it comes (law 19). */
        <T> World.Answer<T> concerning(World.Answer<T> answer);

        void pushed(List<PendingWrite> writes);

        void failed(Failure failure, List<PendingWrite> writes);
    }
}
