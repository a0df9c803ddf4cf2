package dev.mooring.firebase.realtime;

import static dev.mooring.support.status.Reaction.MISCONFIGURED;
import static dev.mooring.support.status.Reaction.REFUSED;
import static dev.mooring.support.status.Reaction.TEMPORARY;

import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.StatusTable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What each answer of the database means. Its errors are texts, so that two of them are told by their words: a missing index, and 401 for
 * what the rules deny, which no other token would mend. Immutable; safe for several threads.
 */
final class RealtimeErrors {

    static final String NO_INDEX = "index-not-defined";
    static final String DENIED = "permission-denied";

    private static final int LARGEST_ERROR = 64 * 1024;
    private static final CallKind[] WRITES = {CallKind.CREATE, CallKind.UPDATE, CallKind.DELETE, CallKind.BATCH};

    static final StatusTable TABLE = StatusTable.builder()
            .code(RealtimeErrors::code)
            .row(400, NO_INDEX, MISCONFIGURED)
            .row(401, DENIED, MISCONFIGURED, CallKind.READ)
            .row(401, DENIED, REFUSED, WRITES)
            // the quota of a plan, which another day or another plan brings back
            .row(402, TEMPORARY)
            // a record that is not there is 200 and null: this is the database
            .row(404, MISCONFIGURED)
            .row(410, MISCONFIGURED)
            // the database was deactivated by its owner
            .row(423, MISCONFIGURED)
            // the database says so before it tries
            .row(503, TEMPORARY)
            .build();

    private RealtimeErrors() {}

    static boolean isNoIndex(HttpAnswer answer) {
        return answer.status() == 400 && code(answer).filter(NO_INDEX::equals).isPresent();
    }

    /** Whether another token might be taken. */
    static boolean refusesToken(HttpAnswer answer) {
        return answer.status() == 401 && code(answer).filter(DENIED::equals).isEmpty();
    }

    /** Whether the words of an error say that the rules deny it. */
    static boolean isDenial(String words) {
        return words.toLowerCase(Locale.ROOT).contains("permission denied");
    }

    private static Optional<String> code(HttpAnswer answer) {
        return words(answer).map(text -> text.toLowerCase(Locale.ROOT)).flatMap(text -> {
            if (text.contains("index not defined")) {
                return Optional.of(NO_INDEX);
            }
            return isDenial(text) ? Optional.of(DENIED) : Optional.empty();
        });
    }

    private static Optional<String> words(HttpAnswer answer) {
        if (answer.size() > LARGEST_ERROR) {
            return Optional.empty();
        }
        try {
            return Json.standard().parse(answer.bytes()) instanceof Map<?, ?> body
                            && body.get("error") instanceof String text
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (UnreadableJson e) {
            return Optional.empty();
        }
    }
}
