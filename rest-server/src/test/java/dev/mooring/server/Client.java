package dev.mooring.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain requests of one user to one collection. */
record Client(
        HttpClient http,
        URI server,
        String collection,
        @Nullable String token) {
    static final String JSON = "application/json";

    static Client of(RestServer server) {
        return new Client(HttpClient.newHttpClient(), server.uri(), "todos", null);
    }

    Client as(String bearer) {
        return new Client(http, server, collection, bearer);
    }

    Client in(String name) {
        return new Client(http, server, name, token);
    }

    /** Sends to an address below the collection; headers are name, value, name, value. */
    Answer send(String method, String address, @Nullable String body, String... headers) {
        return sendTo(
                method,
                "/v1/" + collection + "/" + address,
                body == null ? null : body.getBytes(StandardCharsets.UTF_8),
                headers);
    }

    Answer sendTo(String method, String path, byte @Nullable [] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", JSON);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    Answer get(String address) {
        return send("GET", address, null);
    }

    Answer read(String id) {
        return get(record(id));
    }

    Answer put(String id, String fields, String... headers) {
        return send("PUT", record(id), "{\"fields\":" + fields + "}", headers);
    }

    Answer patch(String id, String fields, String... headers) {
        return send("PATCH", record(id), "{\"fields\":" + fields + "}", headers);
    }

    Answer delete(String id, String... headers) {
        return send("DELETE", record(id), null, headers);
    }

    Answer batch(String writes) {
        return send("POST", "batch", "{\"writes\":[" + writes + "]}");
    }

    static String record(String id) {
        return "record?id=" + encoded(id);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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

        Map<String, @Nullable Object> json() {
            return Shape.object(Json.parse(text()), "the answer");
        }

        /** A member, as JSON text without the quotes of a text. */
        String at(String... path) {
            Object value = json();
            for (String name : path) {
                value = value instanceof List<?> list
                        ? list.get(Integer.parseInt(name))
                        : Shape.object(value, "the answer").get(name);
            }
            return value instanceof String text ? text : Json.write(value);
        }

        String version() {
            return at("version");
        }

        String tag() {
            return '"' + version() + '"';
        }

        String code() {
            return at("error", "code");
        }

        List<String> ids(String member) {
            return Shape.list(json().get(member), member).stream()
                    .map(each -> String.valueOf(Shape.object(each, "a row").get("id")))
                    .toList();
        }
    }
}
