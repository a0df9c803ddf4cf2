package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupabaseErrorsTest {

    /** The table of retries in the facts, and what each other code means for a read and for writes. */
    @ParameterizedTest
    @CsvSource({
        "503, PGRST000, TEMPORARY, TEMPORARY",
        "503, PGRST001, IN_DOUBT, IN_DOUBT",
        "503, PGRST002, TEMPORARY, TEMPORARY",
        "504, PGRST003, TEMPORARY, TEMPORARY",
        "503, 53300, TEMPORARY, TEMPORARY",
        "503, 08006, IN_DOUBT, IN_DOUBT",
        "503, 57P01, IN_DOUBT, IN_DOUBT",
        "500, 40001, TEMPORARY, TEMPORARY",
        "500, 40P01, TEMPORARY, TEMPORARY",
        "500, 57014, TEMPORARY, TEMPORARY",
        "500, 55P03, TEMPORARY, TEMPORARY",
        "500, 54000, MISCONFIGURED, REFUSED",
        "500, 21000, MISCONFIGURED, REFUSED",
        "500, XX000, IN_DOUBT, IN_DOUBT",
        "500, PGRST300, MISCONFIGURED, MISCONFIGURED",
        "401, PGRST301, UNAUTHENTICATED, UNAUTHENTICATED",
        "401, PGRST302, UNAUTHENTICATED, UNAUTHENTICATED",
        "401, PGRST303, UNAUTHENTICATED, UNAUTHENTICATED",
        "401, 42501, UNAUTHENTICATED, UNAUTHENTICATED",
        "403, 42501, MISCONFIGURED, REFUSED",
        "403, 28000, MISCONFIGURED, MISCONFIGURED",
        "400, 22P02, MISCONFIGURED, REFUSED",
        "400, 23502, MISCONFIGURED, REFUSED",
        "409, 23503, MISCONFIGURED, REFUSED",
        "409, 23505, MISCONFIGURED, REFUSED",
        "400, 23514, MISCONFIGURED, REFUSED",
        "400, P0001, MISCONFIGURED, REFUSED",
        "400, PGRST100, MISCONFIGURED, MISCONFIGURED",
        "400, PGRST102, MISCONFIGURED, REFUSED",
        "416, PGRST103, MISCONFIGURED, MISCONFIGURED",
        "406, PGRST106, MISCONFIGURED, MISCONFIGURED",
        "400, PGRST122, MISCONFIGURED, MISCONFIGURED",
        "400, PGRST124, MISCONFIGURED, MISCONFIGURED",
        "400, PGRST204, MISCONFIGURED, MISCONFIGURED",
        "404, PGRST205, MISCONFIGURED, MISCONFIGURED",
        "404, 42P01, MISCONFIGURED, MISCONFIGURED",
        "400, 42703, MISCONFIGURED, MISCONFIGURED",
        "400, 42P10, MISCONFIGURED, MISCONFIGURED",
        "405, 25006, MISCONFIGURED, MISCONFIGURED",
        "500, 40003, IN_DOUBT, IN_DOUBT",
        "503, 57P02, IN_DOUBT, IN_DOUBT",
        "503, 57P03, TEMPORARY, TEMPORARY",
        "500, 57000, TEMPORARY, TEMPORARY",
        "500, 25P04, TEMPORARY, TEMPORARY",
        "400, 26000, TEMPORARY, TEMPORARY",
        "500, 55000, MISCONFIGURED, MISCONFIGURED",
        "500, P0002, MISCONFIGURED, REFUSED",
        "500, P0004, MISCONFIGURED, REFUSED",
        "500, 09000, MISCONFIGURED, REFUSED",
        "500, 27000, MISCONFIGURED, REFUSED",
        "500, 38000, MISCONFIGURED, REFUSED",
        "500, 39000, MISCONFIGURED, REFUSED",
        "500, 2D000, MISCONFIGURED, REFUSED",
        "400, 44000, MISCONFIGURED, REFUSED",
        "401, 22023, UNAUTHENTICATED, UNAUTHENTICATED",
        "400, 22023, MISCONFIGURED, REFUSED",
        "500, 42P17, MISCONFIGURED, MISCONFIGURED",
        "400, 428C9, MISCONFIGURED, MISCONFIGURED",
        "400, 0A000, MISCONFIGURED, MISCONFIGURED",
        "400, 3F000, MISCONFIGURED, MISCONFIGURED",
        "500, F0000, MISCONFIGURED, MISCONFIGURED",
        "500, HV000, TEMPORARY, TEMPORARY",
        "500, 58030, IN_DOUBT, IN_DOUBT",
        "400, 03000, MISCONFIGURED, REFUSED",
        "400, 0B000, MISCONFIGURED, REFUSED",
        "400, 0F000, MISCONFIGURED, REFUSED",
        "400, 0Z000, MISCONFIGURED, REFUSED",
        "400, KEY01, MISCONFIGURED, REFUSED",
        "500, PGRST111, MISCONFIGURED, MISCONFIGURED",
        "500, PGRST121, MISCONFIGURED, MISCONFIGURED",
        "404, PGRST125, MISCONFIGURED, MISCONFIGURED"
    })
    void codeDecides(int status, String code, Reaction read, Reaction write) {
        HttpAnswer answer =
                answer(status, "{\"code\":\"" + code + "\",\"details\":null,\"hint\":null,\"message\":\"m\"}");

        assertThat(SupabaseErrors.reaction(CallKind.READ, answer)).isEqualTo(read);
        assertThat(SupabaseErrors.reaction(CallKind.CREATE, answer)).isEqualTo(write);
        assertThat(SupabaseErrors.reaction(CallKind.UPDATE, answer)).isEqualTo(write);
        assertThat(SupabaseErrors.reaction(CallKind.DELETE, answer)).isEqualTo(write);
        assertThat(SupabaseErrors.reaction(CallKind.BATCH, answer)).isEqualTo(write);
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHENTICATED",
        "402, MISCONFIGURED",
        "403, REFUSED",
        "404, MISCONFIGURED",
        "413, REFUSED",
        "429, TEMPORARY",
        "500, IN_DOUBT",
        "502, IN_DOUBT",
        "503, IN_DOUBT",
        "504, IN_DOUBT",
        "520, IN_DOUBT",
        "524, IN_DOUBT",
        "540, IN_DOUBT"
    })
    void gatewayHasNoCode(int status, Reaction reaction) {
        assertThat(SupabaseErrors.reaction(CallKind.UPDATE, answer(status, "{\"message\":\"m\",\"hint\":\"h\"}")))
                .isEqualTo(reaction);
        assertThat(SupabaseErrors.reaction(CallKind.UPDATE, answer(status, "<html>")))
                .isEqualTo(reaction);
        assertThat(SupabaseErrors.reaction(CallKind.UPDATE, answer(status, ""))).isEqualTo(reaction);
    }

    @Test
    void noAnswerMeansThatARecordIsAbsent() {
        for (int status = 300; status < 600; status++) {
            for (CallKind kind : CallKind.values()) {
                assertThat(SupabaseErrors.reaction(kind, answer(status, "{}")))
                        .as("%s %s", status, kind)
                        .isNotIn(Reaction.ABSENT, Reaction.CONFLICT, Reaction.DONE, Reaction.EXPIRED);
            }
        }
    }

    private static HttpAnswer answer(int status, String body) {
        return HttpAnswer.of(HttpCall.get(Address.of("http://localhost/todos")).build(), status, body);
    }
}
