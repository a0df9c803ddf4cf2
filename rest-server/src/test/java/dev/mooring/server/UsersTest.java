package dev.mooring.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.server.Client.Answer;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens, and records that belong to somebody. */
class UsersTest extends ServerTest {
    @Override
    RestServer.Builder configure(RestServer.Builder builder) {
        return builder.user("ann", "ann-secret")
                .user("ann", "ann-phone")
                .user("ben", "ben-secret")
                .ownerScope(true);
    }

    @Test
    void withoutATokenNobodyComesIn() {
        List<Answer> answers = List.of(
                client().get("records"),
                client().as("wrong-secret").get("records"),
                client().send("GET", "records", null, "Authorization", "Basic ann-secret"),
                client().sendTo("GET", "/", null),
                client().put("1", "{}"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer ");
            assertThat(answer.text()).doesNotContain("secret");
        });
        assertThat(answers.get(1).header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @Test
    void aRevokedTokenIsOutAndANewOneIsIn() {
        server().revoke("ann-phone");
        server().admit("ann-tablet", "ann");

        assertThat(client().as("ann-phone").get("records").status()).isEqualTo(401);
        assertThat(client().as("ann-tablet").get("records").status()).isEqualTo(200);
        assertThat(ann().get("records").status()).isEqualTo(200);
    }

    @Test
    void nobodySeesAnothersRecords() {
        Answer mine = ann().put("1", "{\"a\":1}");

        assertThat(mine.at("owner")).isEqualTo("ann");
        assertThat(client().as("ann-phone").read("1").text()).isEqualTo(mine.text());
        assertThat(ben().read("1").status()).isEqualTo(404);
        assertThat(ben().get("records").ids("records")).isEmpty();
        assertThat(ben().get("keys").ids("keys")).isEmpty();
        assertThat(ben().get("changes").ids("changes")).isEmpty();
        assertThat(ben().send("POST", "lookup", "{\"ids\":[\"1\"]}").ids("records"))
                .isEmpty();
    }

    @Test
    void nobodyTouchesAnothersRecords() {
        Answer mine = ann().put("1", "{\"a\":1}");

        List<Answer> answers = List.of(
                ben().put("1", "{}"),
                ben().put("1", "{}", "If-Match", mine.tag()),
                ben().send("POST", "records", "{\"id\":\"1\",\"fields\":{}}"),
                ben().patch("1", "{\"a\":2}"),
                ben().delete("1"));

        assertThat(answers.stream().map(Answer::status)).containsExactly(403, 403, 403, 404, 404);
        assertThat(answers).noneSatisfy(answer -> assertThat(answer.text()).contains("current"));
        assertThat(ann().read("1").text()).isEqualTo(mine.text());
    }

    @Test
    void whatIsGivenAwayHasLeft() {
        ann().put("1", "{\"a\":1}");
        String anns = ann().get("changes").at("next");
        String bens = ben().get("changes").at("next");

        Answer given = ann().send("PATCH", Client.record("1"), "{\"owner\":\"ben\"}");

        assertThat(given.status()).isEqualTo(200);
        assertThat(given.text()).isEqualTo("{\"id\":\"1\",\"left\":true}");
        assertThat(ann().get("changes?since=" + anns).at("changes")).isEqualTo("[{\"id\":\"1\",\"left\":true}]");
        assertThat(ben().get("changes?since=" + bens).at("changes", "0", "fields"))
                .isEqualTo("{\"a\":1}");
        assertThat(ann().read("1").status()).isEqualTo(404);
    }

    @Test
    void whatCameBackIsThereAgain() {
        ann().put("1", "{\"a\":1}");
        String anns = ann().get("changes").at("next");
        ann().send("PATCH", Client.record("1"), "{\"owner\":\"ben\"}");
        ben().send("PATCH", Client.record("1"), "{\"owner\":\"ann\",\"fields\":{\"a\":2}}");

        Answer changes = ann().get("changes?since=" + anns);

        assertThat(changes.ids("changes")).containsExactly("1");
        assertThat(changes.at("changes", "0", "fields")).isEqualTo("{\"a\":2}");
    }

    @Test
    void aReplayAfterTheRecordLeftShowsNothingOfIt() {
        ann().put("1", "{\"a\":1}", "Idempotency-Key", "d-1");
        ann().send("PATCH", Client.record("1"), "{\"owner\":\"ben\"}");

        Answer replay = ann().put("1", "{\"a\":1}", "Idempotency-Key", "d-1");

        assertThat(replay.text()).isEqualTo("{\"id\":\"1\",\"left\":true}");
        assertThat(replay.header("ETag")).isEmpty();
    }

    @Test
    void keysOfUsersAreApart() {
        ann().put("1", "{\"a\":1}", "Idempotency-Key", "d-1");

        assertThat(ben().put("2", "{\"b\":1}", "Idempotency-Key", "d-1").status())
                .isEqualTo(201);
    }

    @Test
    void aCursorOfAnotherUserIsExpired() {
        String anns = ann().get("changes").at("next");

        assertThat(ben().get("changes?since=" + anns).code()).isEqualTo("cursor-expired");
        assertThat(client().as("ann-phone").get("changes?since=" + anns).status())
                .isEqualTo(200);
    }

    @Test
    void onlyUsersOwnRecords() {
        assertThat(ann().send("PUT", Client.record("1"), "{\"fields\":{},\"owner\":\"zoe\"}")
                        .code())
                .isEqualTo("unknown-owner");
        try (RestServer shared =
                RestServer.builder().user("ann", "x").user("ben", "y").start()) {
            Client client = Client.of(shared);
            client.as("x").put("1", "{}");

            assertThat(client.as("y").read("1").status()).isEqualTo(200);
            assertThat(client.as("y")
                            .send("PATCH", Client.record("1"), "{\"owner\":\"ann\"}")
                            .code())
                    .isEqualTo("no-owners");
        }
    }

    @Test
    void anOpenServerStaysAtHome() {
        RestServer.Builder open = RestServer.builder().address(new InetSocketAddress("0.0.0.0", 0));

        assertThatThrownBy(open::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("loopback");
        assertThatThrownBy(() -> RestServer.builder().ownerScope(true).start())
                .isInstanceOf(IllegalStateException.class);
    }

    private Client ann() {
        return client().as("ann-secret");
    }

    private Client ben() {
        return client().as("ben-secret");
    }
}
