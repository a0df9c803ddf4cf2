package dev.mooring.firebase.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealtimeErrorsTest {

    private static final List<CallKind> WRITES =
            List.of(CallKind.CREATE, CallKind.UPDATE, CallKind.DELETE, CallKind.BATCH);

    /** The errors in the facts: what each means for a read and for a write. */
    @ParameterizedTest
    @CsvSource({
        "400, 'Invalid data; couldn''t parse key.', MISCONFIGURED, REFUSED",
        "400, 'Index not defined, add \".indexOn\": \"f\", for path \"/p\", to the rules', MISCONFIGURED, MISCONFIGURED",
        "401, Permission denied, MISCONFIGURED, REFUSED",
        "401, Auth token is expired, UNAUTHENTICATED, UNAUTHENTICATED",
        "401, Could not parse auth token., UNAUTHENTICATED, UNAUTHENTICATED",
        "401, Unauthorized request., UNAUTHENTICATED, UNAUTHENTICATED",
        "402, Quota has been exceeded, TEMPORARY, TEMPORARY",
        "404, 404 Not Found, MISCONFIGURED, MISCONFIGURED",
        "410, Gone, MISCONFIGURED, MISCONFIGURED",
        "413, Payload Too Large, MISCONFIGURED, REFUSED",
        "423, 'The Firebase database ''x'' has been deactivated.', MISCONFIGURED, MISCONFIGURED",
        "429, Too many requests, TEMPORARY, TEMPORARY",
        "500, Internal server error., IN_DOUBT, IN_DOUBT",
        "503, Service unavailable, TEMPORARY, TEMPORARY"
    })
    void wordsDecideWhereTheStatusDoesNot(int status, String words, Reaction read, Reaction write) {
        HttpAnswer answer = answer(status, "{\"error\":\"" + words.replace("\"", "\\\"") + "\"}");

        assertThat(RealtimeErrors.TABLE.reaction(CallKind.READ, answer)).isEqualTo(read);
        for (CallKind kind : WRITES) {
            assertThat(RealtimeErrors.TABLE.reaction(kind, answer))
                    .as("%s", kind)
                    .isEqualTo(write);
        }
    }

    @Test
    void mismatchOfAnETagIsAConflict() {
        for (CallKind kind : List.of(CallKind.CREATE, CallKind.UPDATE, CallKind.DELETE)) {
            assertThat(RealtimeErrors.TABLE.reaction(kind, answer(412, "null"))).isEqualTo(Reaction.CONFLICT);
        }
    }

    /** A proxy's page has no words of the database: 401 asks for a token then, and nothing is taken for a success. */
    @ParameterizedTest
    @CsvSource({"401, UNAUTHENTICATED", "503, TEMPORARY", "502, IN_DOUBT", "307, MISCONFIGURED"})
    void answerWithoutWordsIsJudgedByItsStatus(int status, Reaction reaction) {
        for (String body : List.of("<html>Permission denied</html>", "", "{\"error\":7}", "[]")) {
            assertThat(RealtimeErrors.TABLE.reaction(CallKind.UPDATE, answer(status, body)))
                    .isEqualTo(reaction);
        }
    }

    @Test
    void onlyARefusedTokenIsRenewed() {
        assertThat(RealtimeErrors.refusesToken(answer(401, "{\"error\":\"Auth token is expired\"}")))
                .isTrue();
        assertThat(RealtimeErrors.refusesToken(answer(401, "{\"error\":\"Permission denied\"}")))
                .isFalse();
        assertThat(RealtimeErrors.refusesToken(answer(403, "{\"error\":\"Auth token is expired\"}")))
                .isFalse();
    }

    private static HttpAnswer answer(int status, String body) {
        return HttpAnswer.of(
                HttpCall.get(Address.of("http://localhost/todos.json")).build(), status, body);
    }
}
