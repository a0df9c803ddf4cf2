package dev.mooring.benchmarks.sync;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The control's way to the server: OkHttp, and a page parsed as a stream into rows of text. */
final class RawClient implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();
    private static final MediaType TYPE = MediaType.get("application/json");

    private final OkHttpClient http =
            new OkHttpClient.Builder().socketFactory(new NoDelay()).build();
    private final HttpUrl records;

    RawClient(URI server, String collection) {
        records = HttpUrl.get(server.toString())
                .newBuilder()
                .addPathSegments("v1/" + collection)
                .build();
    }

    RawPage changes(String cursor) throws IOException {
        HttpUrl.Builder url = records.newBuilder().addPathSegment("changes").addQueryParameter("limit", "1000");
        if (!cursor.isEmpty()) {
            url.addQueryParameter("since", cursor);
        }
        try (Response answer =
                http.newCall(new Request.Builder().url(url.build()).build()).execute()) {
            return parsed(body(answer));
        }
    }

    void create(String writes) throws IOException {
        Request request = new Request.Builder()
                .url(records.newBuilder().addPathSegment("batch").build())
                .post(RequestBody.create(writes.getBytes(StandardCharsets.UTF_8), TYPE))
                .build();
        try (Response answer = http.newCall(request).execute();
                JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body(answer))) {
            int created = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                created += token == JsonToken.PROPERTY_NAME && "status".equals(parser.currentName()) ? 1 : 0;
            }
            if (created == 0) {
                throw new IOException("nothing was created");
            }
        }
    }

    private static InputStream body(Response answer) throws IOException {
        if (!answer.isSuccessful()) {
            throw new IOException("the server answered " + answer.code());
        }
        return answer.body().byteStream();
    }

    private static RawPage parsed(InputStream body) {
        List<String[]> rows = new ArrayList<>();
        String next = "";
        boolean more = false;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "next" -> next = parser.getString();
                    case "more" -> more = value == JsonToken.VALUE_TRUE;
                    case "changes" -> {
                        while (parser.nextToken() == JsonToken.START_OBJECT) {
                            rows.add(row(parser));
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
        }
        return new RawPage(rows, next, more);
    }

    private static String[] row(JsonParser parser) {
        String[] row = {"", "", ""};
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "id" -> row[0] = parser.getString();
                case "version" -> row[1] = parser.getString();
                case "fields" -> {
                    StringWriter text = new StringWriter();
                    try (JsonGenerator copy = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
                        copy.copyCurrentStructure(parser);
                    }
                    row[2] = text.toString();
                }
                default -> parser.skipChildren();
            }
        }
        return row;
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /**
     * A page as rows of id, version and fields.
     *
     * @param rows the rows
     * @param next where the next page begins
     * @param more whether there is one
     */
    record RawPage(List<String[]> rows, String next, boolean more) {}
}
