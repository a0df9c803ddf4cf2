package dev.mooring.fetch;

import dev.mooring.contract.Backstage;
import dev.mooring.server.RestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/**
 * What the reference backend's owner can do: give a record to another user, and expire cursors. It cannot begin a write and commit it
 * late: a write takes its version under the lock that it commits under, and readers wait for that lock. So there is nothing that a
 * reader could pass, and a write that were held open would hold up every request until it ends.
 */
record ReferenceBackstage(
        RestServer server, String collection, String user, String token, String other, String otherToken)
        implements Backstage {

    @Override
    public boolean leave(String id) {
        return give(id, other, token);
    }

    @Override
    public boolean enter(String id) {
        return give(id, user, otherToken);
    }

    @Override
    public boolean expireCursors() {
        server.newGeneration();
        return true;
    }

    private boolean give(String id, String to, String as) {
        String path = "/v1/" + collection + "/record?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                .header("Authorization", "Bearer " + as)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"owner\": \"" + to + "\"}"))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
