package dev.mooring.fetch;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.Pointer;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import dev.mooring.support.status.StatusTable;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Problem;
import dev.mooring.sync.SyncException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What each status means: the standard table, with the rows of the configuration before it. The codes and messages of errors are where
 * the pointers say. Immutable; safe for several threads.
 */
final class FetchErrors {

    private static final int LARGEST_ERROR = 64 * 1024;

    /** What an error with an unknown code in a successful answer stands for. */
    private static final int UNKNOWN_CODE = 400;

    private final StatusTable table;
    private final Pointer message;
    private final Pointer code;
    private final Pointer ok;
    private final Map<String, Integer> statusOfCode;

    FetchErrors(Resource resource, Consumer<StatusTable.Builder> overrides, Map<String, Integer> statusOfCode) {
        this.statusOfCode = Map.copyOf(statusOfCode);
        ok = Pointer.of(resource.text(FetchSettings.OK));
        code = Pointer.of(resource.text(FetchSettings.CODE));
        message = Pointer.of(resource.text(FetchSettings.ERROR));
        StatusTable.Builder builder = StatusTable.builder().code(this::code);
        overrides.accept(builder);
        table = builder.build();
    }

    Reaction reaction(CallKind kind, HttpAnswer answer) {
        return table.reaction(kind, answer);
    }

    SyncException failure(CallKind kind, HttpAnswer answer) {
        return table.failure(kind, answer);
    }

    /** Whether a successful answer may be an error, so that it has to be read whole before its rows are. */
    boolean hidesErrors() {
        return !ok.steps().isEmpty();
    }

    /** The answer, with the status that it stands for where it is an error in a successful answer. */
    HttpAnswer judged(HttpAnswer answer) {
        if (!hidesErrors() || !answer.successful() || answer.size() > LARGEST_ERROR) {
            return answer;
        }
        Object body = body(answer);
        boolean failed = ok.find(body).filter(Boolean.FALSE::equals).isPresent();
        int status = code.text(body)
                .map(known -> statusOfCode.getOrDefault(known, UNKNOWN_CODE))
                .orElse(UNKNOWN_CODE);
        return failed ? HttpAnswer.of(answer.call(), status, answer.text()) : answer;
    }

    private Optional<String> code(HttpAnswer answer) {
        return code.steps().isEmpty() ? Optional.empty() : code.text(body(answer));
    }

    /** Goes on where something was read. */
    void checkRead(HttpAnswer answer) {
        table.check(CallKind.READ, answer);
    }

    /** Goes on where a walk was continued, which may have to start over. */
    void checkContinued(HttpAnswer answer) {
        if (table.reaction(CallKind.READ, answer) == Reaction.EXPIRED) {
            throw new ExpiredCursor(answer.toString());
        }
        checkRead(answer);
    }

    /** What a status without a body means to a read. */
    Reaction statusOfRead(int status, Address address) {
        return table.reaction(CallKind.READ, HttpAnswer.of(HttpCall.get(address).build(), status, ""));
    }

    /** The refusal that an answer means, with the backend's own words where they can be found. */
    Outcome refused(HttpAnswer answer) {
        Problem problem = table.problem(answer);
        String said =
                message.steps().isEmpty() ? "" : message.text(body(answer)).orElse("");
        return said.isEmpty()
                ? new Outcome.Refused(problem)
                : Outcome.refused(
                        problem.code(),
                        answer.redacted(answer.call() + " answered " + answer.status() + ": " + shown(said)));
    }

    /** The body of an error; null where it is no JSON or too large to be one. */
    @Nullable Object body(HttpAnswer answer) {
        if (answer.size() == 0 || answer.size() > LARGEST_ERROR) {
            return null;
        }
        try {
            return Json.standard().parse(answer.bytes());
        } catch (UnreadableJson e) {
            return null;
        }
    }

    private static String shown(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
