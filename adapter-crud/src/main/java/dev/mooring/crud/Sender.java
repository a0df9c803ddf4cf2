package dev.mooring.crud;

import dev.mooring.sync.Misconfigured;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls the writing functions. Safe for several threads. */
final class Sender {

    private final WriteFunctions functions;
    private final Calls calls;

    Sender(WriteFunctions functions, Calls calls) {
        this.functions = functions;
        this.calls = calls;
    }

    /** Sends one. */
    Answer send(RowWrite write) {
        return write.match(
                create -> one("create", functions.create(), create),
                update -> one("update", functions.update(), update),
                delete -> one("delete", functions.delete(), delete));
    }

    /** Sends many of one kind together. */
    List<Answer> sendAll(List<RowWrite> writes) {
        String what = kind(writes.get(0));
        List<NewRow> creates = new ArrayList<>();
        List<RowUpdate> updates = new ArrayList<>();
        List<RowDelete> deletes = new ArrayList<>();
        writes.forEach(write -> write.match(creates::add, updates::add, deletes::add));
        if (!creates.isEmpty()) {
            return many(what, functions.createAll(), creates);
        }
        return updates.isEmpty()
                ? many(what, functions.deleteAll(), deletes)
                : many(what, functions.updateAll(), updates);
    }

    /** Whether there is a function for many writes of this one's kind. */
    boolean sendsMany(RowWrite write) {
        return write.match(
                create -> functions.createAll() != null,
                update -> functions.updateAll() != null,
                delete -> functions.deleteAll() != null);
    }

    private <R extends RowWrite> Answer one(String verb, CrudFunctions.@Nullable Save<R> function, R write) {
        if (function == null) {
            throw new IllegalStateException("there is no function for " + verb);
        }
        Answer answer = calls.write(verb + " of '" + write.id() + "'", () -> function.save(write));
        if (answer == null) {
            throw new Misconfigured("the function " + verb + " answered null: it answers Answer.saved() at least");
        }
        return answer;
    }

    private <R extends RowWrite> List<Answer> many(
            String what, CrudFunctions.@Nullable SaveAll<R> function, List<R> writes) {
        if (function == null) {
            throw new IllegalStateException("there is no function for " + what);
        }
        List<Answer> answers =
                calls.write(what + " of " + writes.size() + " records", () -> function.save(List.copyOf(writes)));
        if (answers == null || answers.size() != writes.size() || answers.contains(null)) {
            throw new Misconfigured("the function " + what + " was given " + writes.size()
                    + " writes: it must give one answer for each, in order, and no null");
        }
        return answers;
    }

    /** Which function sends many writes of this one's kind. */
    static String kind(RowWrite write) {
        return write.match(create -> "createAll", update -> "updateAll", delete -> "deleteAll");
    }
}
