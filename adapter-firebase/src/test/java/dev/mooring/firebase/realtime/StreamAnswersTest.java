package dev.mooring.firebase.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.support.events.GivenUp;
import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpCalls;
import dev.mooring.sync.Misconfigured;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the machine that has the streams may answer instead of one. */
class StreamAnswersTest {

    private static final String URL = "https://a.firebaseio.com/todos.json?orderBy=%22updatedAt%22";

    private final HttpCalls calls = HttpCalls.standard();
    private final RealtimeLive live = live();

    @AfterEach
    void stop() {
        calls.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, Index not defined, true",
        "401, Permission denied, true",
        "401, Auth token is expired, false",
        "402, Quota, false",
        "404, 404 Not Found, true",
        "408, Timeout, false",
        "423, deactivated, true",
        "429, Too many requests, false",
        "500, Internal server error, false",
        "503, Service unavailable, false",
        "200, null, false"
    })
    void onlyWhatNoOtherAttemptMendsIsTheEnd(int status, String words, boolean end) {
        assertThatThrownBy(() -> live.instead(answer(status, words, "")))
                .isExactlyInstanceOf(end ? GivenUp.class : IOException.class);
    }

    @Test
    void redirectWithinTheDomainIsFollowedAndNoOther() throws IOException {
        String there = "https://s-1.firebaseio.com/todos.json?ns=a";

        assertThat(live.instead(answer(307, "", there)).url()).hasToString(there);
        assertThatThrownBy(() -> live.instead(answer(307, "", "https://evil.example/todos.json")))
                .isInstanceOf(Misconfigured.class);
        assertThatThrownBy(() -> live.instead(answer(302, "", there))).isExactlyInstanceOf(IOException.class);
    }

    private static Response answer(int status, String words, String location) {
        return new Response.Builder()
                .request(new Request.Builder().url(URL).build())
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .header("Location", location)
                .body(ResponseBody.create("{\"error\":\"" + words + "\"}", MediaType.get("application/json")))
                .build();
    }

    private RealtimeLive live() {
        Address root = Address.of("https://a.firebaseio.com");
        Rest rest = new Rest(calls, SignIn.none(), new Hosts(Set.of()), root, List.of("todos"));
        Layout layout = new Layout(RealtimeCollection.builder().build());
        return new RealtimeLive(new Hints(rest, layout, new RealtimeFeed(rest, layout)));
    }
}
