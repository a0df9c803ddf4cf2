package dev.mooring.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.server.Client.Answer;
import org.junit.jupiter.api.Test;

/** Ids that the server makes. */
class ServerIdsTest {
    private static final String NEW = "{\"fields\":{\"a\":1}}";

    @Test
    void wholeNumbersAreJsonNumbers() {
        try (RestServer server = RestServer.builder().ids(ServerIds.INTEGER).start()) {
            Client client = Client.of(server);

            Answer made = client.send("POST", "records", NEW, "Idempotency-Key", "d-1");
            Answer replay = client.send("POST", "records", NEW, "Idempotency-Key", "d-1");
            Answer other = client.send("POST", "records", NEW);

            String id = made.at("id");
            assertThat(made.status()).isEqualTo(201);
            assertThat(made.text()).matches("\\{\"id\":[0-9]+,.*");
            assertThat(made.header("Location")).isEqualTo("record?id=" + id);
            assertThat(replay.text()).isEqualTo(made.text());
            assertThat(other.at("id")).isNotEqualTo(id);
            assertThat(client.patch(id, "{\"b\":2}").at("fields")).isEqualTo("{\"a\":1,\"b\":2}");
            assertThat(client.send("POST", "lookup", "{\"ids\":[" + id + ",\"" + other.at("id") + "\"]}")
                            .at("records", "1", "id"))
                    .isEqualTo(other.at("id"));
            assertThat(client.get("changes").text()).contains("{\"id\":" + id + ",");
        }
    }

    @Test
    void textIsRandom() {
        try (RestServer server = RestServer.builder().ids(ServerIds.TEXT).start()) {
            Client client = Client.of(server);

            Answer made = client.batch("{\"op\":\"create\",\"fields\":{}},{\"op\":\"create\",\"fields\":{}}");

            assertThat(made.at("outcomes", "0", "record", "id")).matches("[0-9a-f]{32}");
            assertThat(made.at("outcomes", "0", "record", "id")).isNotEqualTo(made.at("outcomes", "1", "record", "id"));
        }
    }

    @Test
    void aClientsIdIsRefused() {
        try (RestServer server = RestServer.builder().ids(ServerIds.TEXT).start()) {
            Client client = Client.of(server);

            assertThat(client.send("POST", "records", "{\"id\":\"mine\",\"fields\":{}}")
                            .code())
                    .isEqualTo("id-given");
            assertThat(client.put("mine", "{}").code()).isEqualTo("id-given");
            assertThat(client.get("records").ids("records")).isEmpty();
        }
    }

    @Test
    void whereClientsMakeIdsOneIsNeeded() {
        try (RestServer server = RestServer.builder().start()) {
            assertThat(Client.of(server).send("POST", "records", NEW).code()).isEqualTo("id-missing");
        }
    }
}
