package dev.mooring.supabase.sim;

import dev.mooring.support.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A project with the tables items (uuid, owner, name not null and checked, code unique, qty with default) and notes. */
abstract class SimulatorTest {

    static final String ONE = "11111111-1111-1111-1111-111111111111";
    static final String TWO = "22222222-2222-2222-2222-222222222222";
    static final String THREE = "33333333-3333-3333-3333-333333333333";

    final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    final HttpClient http = HttpClient.newHttpClient();
    PostgrestSimulator project = PostgrestSimulator.start(clock());

    @BeforeEach
    void tables() {
        project.table(TableSpec.of("public", "items")
                .key("id", Type.UUID)
                .column("name", Type.TEXT, true, (claims, now) -> null)
                .check("items_name_check", row -> !"".equals(row.get("name")))
                .column("code", Type.TEXT)
                .unique("code")
                .column("qty", Type.BIGINT, false, (claims, now) -> 7L)
                .column("price", Type.NUMERIC)
                .column("meta", Type.JSONB)
                .counted("version")
                .stamped("updated_at"));
        project.table(TableSpec.of("public", "notes")
                .key("id", Type.BIGINT)
                .column("item_id", Type.UUID)
                .references("item_id", "items"));
        project.table(TableSpec.of("public", "owned")
                .key("id", Type.TEXT)
                .column("name", Type.TEXT)
                .column("deleted_at", Type.TIMESTAMPTZ)
                .signedInOnly()
                .ownedBy("owner"));
        project.table(TableSpec.of("app", "things").key("id", Type.TEXT));
        project.table(TableSpec.of("public", "heap").column("name", Type.TEXT));
    }

    @AfterEach
    void stop() {
        project.close();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time.get();
            }
        };
    }

    /** An answer: status, body as JSON and one header at a time. */
    record Got(int status, String body, Map<String, List<String>> headers) {

        @Nullable Object json() {
            return body.isEmpty() ? null : Json.standard().parse(body);
        }

        String code() {
            return json() instanceof Map<?, ?> map ? String.valueOf(map.get("code")) : "";
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of(""))
                    .get(0);
        }

        String range() {
            return header("Content-Range");
        }
    }

    Got get(String pathAndQuery, String... headers) {
        return send("GET", pathAndQuery, "", headers);
    }

    Got post(String pathAndQuery, String body, String... headers) {
        return send("POST", pathAndQuery, body, headers);
    }

    Got patch(String pathAndQuery, String body, String... headers) {
        return send("PATCH", pathAndQuery, body, headers);
    }

    Got delete(String pathAndQuery, String... headers) {
        return send("DELETE", pathAndQuery, "", headers);
    }

    static String representation() {
        return "Prefer:return=representation";
    }

    String as(String user) {
        return "Authorization:Bearer " + project.signIn(user);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Got send(String method, String pathAndQuery, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(project.uri() + "/rest/v1/" + pathAndQuery))
                .header("apikey", PostgrestSimulator.API_KEY)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        for (String header : headers) {
            String[] parts = header.split(":", 2);
            request.setHeader(parts[0], parts[1]);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Got(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void three() {
        post(
                "items",
                "[{\"id\":\"" + ONE + "\",\"name\":\"a\"},{\"id\":\"" + TWO + "\",\"name\":\"b\"},{\"id\":\"" + THREE
                        + "\",\"name\":\"c\"}]");
    }
}
