package dev.mooring.fetch.sim;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wiremock.com.fasterxml.jackson.databind.JsonNode;

/** Plain requests to a simulator. */
record SimClient(HttpClient http, URI server) {
    static SimClient of(RestSimulator simulator) {
        return new SimClient(HttpClient.newHttpClient(), simulator.uri());
    }

    Answer send(String method, String address, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(address))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null && !List.of(headers).contains("Content-Type")) {
            request.header(
                    "Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + address + " got no answer", e);
        }
    }

    Answer get(String address, String... headers) {
        return send("GET", address, null, headers);
    }

    Answer put(String id, String body, String... headers) {
        return send("PUT", item(id), body, headers);
    }

    Answer patch(String id, String body, String... headers) {
        return send("PATCH", item(id), body, headers);
    }

    Answer post(String body, String... headers) {
        return send("POST", "/api/todos", body, headers);
    }

    Answer delete(String id, String... headers) {
        return send("DELETE", item(id), null, headers);
    }

    static String item(String id) {
        return "/api/todos/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return Trees.parse(text().getBytes(StandardCharsets.UTF_8));
        }

        String at(String pointer) {
            return json().at(pointer).asText();
        }

        /** The ids of the rows below a pointer. */
        List<String> ids(String pointer) {
            List<String> ids = new ArrayList<>();
            json().at(pointer).forEach(row -> ids.add(row.path("id").asText()));
            return ids;
        }
    }
}
