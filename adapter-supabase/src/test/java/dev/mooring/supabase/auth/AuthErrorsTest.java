package dev.mooring.supabase.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.status.CallKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of the Auth server's answers in {@code docs/adapters/supabase.md} is what the code makes of them. */
class AuthErrorsTest {

    private static final Pattern ROW =
            Pattern.compile("\\| (\\d{3})(?: `(\\w+)`)? \\| ([a-z ]+) \\| (there is none|is over|stays)[^|]*\\|");

    @Test
    void tableOfThePageIsTrue() throws IOException {
        List<MatchResult> rows = ROW.matcher(Files.readString(Path.of("../docs/adapters/supabase.md")))
                .results()
                .toList();

        assertThat(rows).hasSize(14).allSatisfy(row -> {
            HttpAnswer newer = answer(row, "{\"code\":400,\"error_code\":\"" + row.group(2) + "\",\"msg\":\"m\"}");
            HttpAnswer older = answer(row, "{\"error\":\"" + row.group(2) + "\",\"error_description\":\"m\"}");
            for (HttpAnswer answer : List.of(newer, older)) {
                assertThat(AuthErrors.TABLE.reaction(CallKind.READ, answer).words())
                        .isEqualTo(row.group(3));
                assertThat(AuthErrors.sessionIsOver(answer))
                        .isEqualTo(row.group(4).equals("is over"));
            }
        });
    }

    private static HttpAnswer answer(MatchResult row, String body) {
        HttpCall call = HttpCall.post(Address.of("http://localhost/token")).build();
        return HttpAnswer.of(call, Integer.parseInt(row.group(1)), body);
    }
}
