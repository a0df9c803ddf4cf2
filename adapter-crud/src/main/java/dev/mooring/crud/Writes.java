package dev.mooring.crud;

import dev.mooring.sync.Outcome;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Verb;
import dev.mooring.sync.Write;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes writes: looks where it must, sends, and says what came of it. Safe for several threads. */
final class Writes {

    /** How often a write is tried whose function says that the row is another than the one just read. */
    private static final int ATTEMPTS = 20;

    private final Columns columns;
    private final Policy policy;
    private final Getter getter;
    private final Sender sender;
    private final Saved saved;
    private final CreateFlow creates;
    private final UpdateFlow updates;
    private final DeleteFlow deletes;

    Writes(Columns columns, Policy policy, Getter getter, Sender sender, Saved saved) {
        this.columns = columns;
        this.policy = policy;
        this.getter = getter;
        this.sender = sender;
        this.saved = saved;
        this.creates = new CreateFlow(columns, policy);
        this.updates = new UpdateFlow(columns, policy);
        this.deletes = new DeleteFlow(columns, policy);
    }

    /** Makes one write. */
    Outcome write(Write write) {
        try {
            return first(write).match(decided -> decided, request -> send(write, request, ATTEMPTS));
        } catch (Rejected e) {
            return new Outcome.Refused(e.problem());
        }
    }

    /** What to do about a write of which nothing was sent yet. */
    Step first(Write write) {
        Optional<Outcome> refused = refusal(write);
        if (refused.isPresent()) {
            return Step.decided(refused.get());
        }
        return write.match(
                create -> first(creates, create), update -> first(updates, update), delete -> first(deletes, delete));
    }

    /** What came of a request that was sent once. */
    Outcome finish(Write write, RowWrite sent, Answer answer) {
        return finish(write, sent, answer, ATTEMPTS);
    }

    private <W extends Write> Step first(Flow<W> flow, W write) {
        return flow.mustLook(write) ? flow.decide(write, getter.row(write.id())) : Step.send(flow.blind(write));
    }

    private Outcome send(Write write, RowWrite request, int attempts) {
        return finish(write, request, sender.send(request), attempts);
    }

    private Outcome finish(Write write, RowWrite sent, Answer answer, int attempts) {
        return answer.match(new Answer.Cases<>() {
            @Override
            public Outcome saved(Map<String, ? extends @Nullable Object> row) {
                return saved.whole(write, sent, row);
            }

            @Override
            public Outcome partly(Map<String, ? extends @Nullable Object> told) {
                return saved.partly(write, sent, told).orElseGet(() -> done(write));
            }

            @Override
            public Outcome untold() {
                return saved.untold(write, sent);
            }

            @Override
            public Outcome unchanged() {
                return again(write, attempts - 1);
            }

            @Override
            public Outcome repeated() {
                return done(write);
            }
        });
    }

    /** The function did nothing, because something else is there: sees what it is, and goes on from there. */
    private Outcome again(Write write, int attempts) {
        if (hasTemporaryId(write)) {
            return CreateFlow.taken(write.id());
        }
        Optional<Row> there = getter.row(write.id());
        Step step = write.match(
                create -> creates.decide(create, there),
                update -> updates.decide(update, there),
                delete -> deletes.decide(delete, there));
        return step.match(
                decided -> decided, request -> attempts > 0 ? send(write, request, attempts) : givenUp(write, there));
    }

    private static Outcome givenUp(Write write, Optional<Row> there) {
        if (isCreate(write) && there.isEmpty()) {
            return CreateFlow.taken(write.id());
        }
        throw TemporaryFailure.notApplied(
                "the functions answered " + ATTEMPTS + " times that the row '" + write.id()
                        + "' is another than the one just read",
                null);
    }

    /** The write holds; what is there now. A failure to read it does not undo it. */
    private Outcome done(Write write) {
        if (hasTemporaryId(write)) {
            return Outcome.applied();
        }
        return afterwards(() -> Outcome.applied(Row.change(write.id(), getter.row(write.id()))));
    }

    private static Outcome afterwards(Supplier<Outcome> reading) {
        try {
            return reading.get();
        } catch (SyncException e) {
            throw TemporaryFailure.maybeApplied("the write was made, but what is there now could not be read", e);
        }
    }

    private boolean hasTemporaryId(Write write) {
        return !policy.clientMadeIds() && isCreate(write);
    }

    private static boolean isCreate(Write write) {
        return write.match(create -> true, update -> false, delete -> false);
    }

    private Optional<Outcome> refusal(Write write) {
        Verb verb = write.match(create -> Verb.CREATE, update -> Verb.UPDATE, delete -> Verb.DELETE);
        if (!policy.guarantees().verbs().contains(verb)) {
            return Optional.of(Outcome.refused("verb", "this collection allows no " + verb));
        }
        if (!hasTemporaryId(write) && !policy.guarantees().ids().accepts(write.id())) {
            return Optional.of(Outcome.refused("id", "the id '" + write.id() + "' is outside the rule for ids"));
        }
        return write.match(
                        create -> columns.reserved(create.fields()),
                        update -> columns.reserved(update.patch()),
                        delete -> Optional.<String>empty())
                .map(name -> Outcome.refused(
                        "reserved",
                        "the field '" + name + "' of '" + write.id()
                                + "' has the name of a column that keeps the books, and cannot be written"));
    }
}
