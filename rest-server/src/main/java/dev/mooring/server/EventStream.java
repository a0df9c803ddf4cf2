package dev.mooring.server;

import com.sun.net.httpserver.HttpExchange;
import dev.mooring.server.Events.News;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes one stream of server-sent events until the reader or the server goes away. */
final class EventStream {
    private final Events.Stream stream;
    private final Function<String, @Nullable Object> id;
    private final long beat;

    /** A stream whose ids are shown by the given function, with a sign of life every {@code beat} milliseconds. */
    EventStream(Events.Stream stream, Function<String, @Nullable Object> id, long beat) {
        this.stream = stream;
        this.id = id;
        this.beat = beat;
    }

    void serve(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            send(out, "retry: 1000\nevent: ready\ndata: {}\n\n");
            for (News news = stream.await(beat); !news.closed(); news = stream.await(beat)) {
                send(out, text(news));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is sent for some news; a comment where there are none. */
    String text(News news) {
        if (news.overflown()) {
            return "event: gap\ndata: {}\n\n";
        }
        if (news.ids().isEmpty()) {
            return ": alive\n\n";
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("ids", new ArrayList<>(news.ids().stream().map(id).toList()));
        return "event: change\ndata: " + Json.write(data) + "\n\n";
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
