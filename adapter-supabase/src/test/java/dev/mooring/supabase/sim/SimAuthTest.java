package dev.mooring.supabase.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.support.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulated Auth server: each test quotes the fact behind it. */
class SimAuthTest extends SimulatorTest {

    @BeforeEach
    void account() {
        project.user("ann@example.org", "pw", "ann");
    }

    /** "-> {access_token, token_type:"bearer", expires_in, expires_at(unix s), refresh_token, user}"; "Default expiry 3600 s". */
    @Test
    void passwordGivesASession() throws Exception {
        Map<?, ?> session = signedIn();

        assertThat(session.get("token_type")).isEqualTo("bearer");
        assertThat(session.get("expires_in")).isEqualTo(3600L);
        assertThat(session.get("expires_at")).isEqualTo(time.get().getEpochSecond() + 3600);
        assertThat(session.get("user")).isEqualTo(Map.of("id", "ann", "email", "ann@example.org"));
        assertThat(get("owned", "Authorization:Bearer " + session.get("access_token"))
                        .status())
                .isEqualTo(200);
        assertThat(code(password("wrong"))).isEqualTo("invalid_credentials");
    }

    /** "each refresh revokes the old token. Old token still OK if (a) it is the direct parent of the active one". */
    @Test
    void parentOfTheActiveTokenIsAnsweredWithTheActiveOne() throws Exception {
        String first = refreshToken(signedIn());

        Object second = body(refresh(first)).get("refresh_token");
        Object again = body(refresh(first)).get("refresh_token");

        assertThat(second).isNotEqualTo(first).isEqualTo(again);
    }

    /** "Otherwise 400 refresh_token_already_used and the whole session family is revoked". */
    @Test
    void olderTokenEndsTheWholeSession() throws Exception {
        String first = refreshToken(signedIn());
        String second = refreshToken(body(refresh(first)));
        String third = refreshToken(body(refresh(second)));

        assertThat(refresh(first).statusCode()).isEqualTo(400);
        assertThat(code(refresh(first))).isEqualTo("refresh_token_already_used");
        assertThat(code(refresh(third))).isEqualTo("refresh_token_already_used");
        assertThat(code(refresh("never was"))).isEqualTo("refresh_token_not_found");
    }

    /** "(b) inside the reuse interval ... then the **currently active** token is returned". */
    @Test
    void olderTokenIsAnsweredWithinTheReuseInterval() throws Exception {
        project.reuseInterval(Duration.ofSeconds(10));
        String first = refreshToken(signedIn());
        String second = refreshToken(body(refresh(first)));
        String third = refreshToken(body(refresh(second)));

        time.updateAndGet(now -> now.plusSeconds(9));
        assertThat(body(refresh(first)).get("refresh_token")).isEqualTo(third);
        time.updateAndGet(now -> now.plusSeconds(1));
        assertThat(code(refresh(first))).isEqualTo("refresh_token_already_used");
    }

    /** "logout?scope=local|global|others -> 204; the JWT stays valid for /rest until exp"; "403 bad_jwt, 403 session_not_found". */
    @Test
    void logoutEndsSessionsButNotTokens() throws Exception {
        Map<?, ?> one = signedIn();
        Map<?, ?> two = signedIn();
        Map<?, ?> three = signedIn();

        assertThat(logout(one, "local").statusCode()).isEqualTo(204);
        assertThat(code(refresh(refreshToken(one)))).isEqualTo("refresh_token_not_found");
        assertThat(get("owned", "Authorization:Bearer " + one.get("access_token"))
                        .status())
                .isEqualTo(200);
        assertThat(code(logout(one, "local"))).isEqualTo("session_not_found");
        assertThat(logout(two, "others").statusCode()).isEqualTo(204);
        assertThat(refresh(refreshToken(three)).statusCode()).isEqualTo(400);
        assertThat(refresh(refreshToken(two)).statusCode()).isEqualTo(200);
        assertThat(logout(two, "global").statusCode()).isEqualTo(204);
        assertThat(code(logout(Map.of("access_token", "x.y.z"), "local"))).isEqualTo("bad_jwt");
    }

    /** "429 over_request_rate_limit. I found no code that sends Retry-After". */
    @Test
    void limitOfTheRateHasNoRetryAfter() throws Exception {
        project.limitRate();

        HttpResponse<String> limited = password("pw");

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(code(limited)).isEqualTo("over_request_rate_limit");
        assertThat(limited.headers().firstValue("Retry-After")).isEmpty();
    }

    private Map<?, ?> signedIn() throws Exception {
        return body(password("pw"));
    }

    private HttpResponse<String> password(String password) throws Exception {
        return post(
                "token?grant_type=password", "{\"email\":\"ann@example.org\",\"password\":\"" + password + "\"}", "");
    }

    private HttpResponse<String> refresh(String token) throws Exception {
        return post("token?grant_type=refresh_token", "{\"refresh_token\":\"" + token + "\"}", "");
    }

    private HttpResponse<String> logout(Map<?, ?> session, String scope) throws Exception {
        return post("logout?scope=" + scope, "", String.valueOf(session.get("access_token")));
    }

    private HttpResponse<String> post(String path, String body, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(project.uri() + "/auth/v1/" + path))
                .header("apikey", PostgrestSimulator.API_KEY)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return http.send(
                (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Map<?, ?> body(HttpResponse<String> response) {
        return Json.standard().parse(response.body()) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String code(HttpResponse<String> response) {
        return String.valueOf(body(response).get("error_code"));
    }

    private static String refreshToken(Map<?, ?> session) {
        return String.valueOf(session.get("refresh_token"));
    }
}
