package dev.mooring.contract.http;

import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import dev.mooring.sync.Write;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An honest adapter of a {@link JsonServer}. What mutants get wrong are methods of their own. */
public class JsonHttpAdapter implements SyncAdapter {

    /** The secret that it was made with. */
    protected final String token;

    private final URI base;
    private final Guarantees guarantees;
    private final JsonCall call;
    private volatile boolean closed;

    /** As it is set up. */
    @SuppressWarnings("this-escape") // What mutants override here answers without looking at this.
    public JsonHttpAdapter(HttpSetup setup) {
        this.base = setup.base();
        this.token = setup.token();
        this.guarantees = setup.guarantees();
        this.call = new JsonCall(client(setup), setup.timeOut(), largestAnswer());
    }

    @Override
    public Page list(Cursor from, int limit) {
        return read("list", request("/items", from, limit), JsonForm::page);
    }

    @Override
    public ChangePage changesSince(Cursor since, int limit) {
        return read("changesSince", request("/changes", since, limit), JsonForm::changes);
    }

    @Override
    public Outcome create(Create create) {
        return write("POST", create, create.fields());
    }

    @Override
    public Outcome update(Update update) {
        return write("PATCH", update, update.patch());
    }

    @Override
    public Outcome delete(Delete delete) {
        return write("DELETE", delete, Map.of());
    }

    @Override
    public Guarantees guarantees() {
        return guarantees;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return "JsonHttpAdapter[" + base + "]";
    }

    /** How it connects. */
    protected HttpClient client(HttpSetup setup) {
        return setup.client();
    }

    /** The longest answer that it reads. */
    protected int largestAnswer() {
        return 8 * 1024 * 1024;
    }

    /** What statuses mean to it. */
    protected JsonErrors errors() {
        return new JsonErrors();
    }

    /** What an answer to a reading request says. */
    protected <T> T read(String verb, HttpRequest request, Function<Object, T> form) {
        return understood(verb, answer(verb, false, request), form);
    }

    /** What an answer to a write says. */
    protected Outcome write(String verb, HttpRequest request) {
        return understood(verb, answer(verb, true, request), JsonForm::outcome);
    }

    /** The body of an answer. */
    protected byte[] answer(String verb, boolean write, HttpRequest request) {
        try {
            return body(verb, write, call.send(request));
        } catch (ConnectException e) {
            throw TemporaryFailure.notApplied(verb + " did not reach the server", e);
        } catch (IOException e) {
            throw lost(verb, e);
        } catch (InterruptedException e) {
            throw interrupted(verb, e);
        }
    }

    /** The body of an answer of 200; anything else is thrown. */
    protected byte[] body(String verb, boolean write, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw errors().of(verb, write, answer, token);
        }
        return answer.body();
    }

    /** What a body says. */
    protected <T> T understood(String verb, byte[] body, Function<Object, T> form) {
        try {
            return form.apply(parsed(body));
        } catch (IOException | ClassCastException | IllegalArgumentException e) {
            throw TemporaryFailure.maybeApplied(verb + " was answered with no JSON of that kind", e);
        }
    }

    /** The JSON of a body. */
    protected Object parsed(byte[] body) throws IOException {
        Object json = JsonText.read(body);
        if (json == null) {
            throw new ClassCastException("null");
        }
        return json;
    }

    /** No answer, or none that is whole. */
    protected SyncException lost(String verb, IOException e) {
        return TemporaryFailure.maybeApplied(verb + " got no answer", e);
    }

    /** Its thread was interrupted. */
    protected SyncException interrupted(String verb, InterruptedException e) {
        Thread.currentThread().interrupt();
        return TemporaryFailure.maybeApplied(verb + " was interrupted", e);
    }

    private HttpRequest request(String path, Cursor from, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        String cursor = URLEncoder.encode(from.token(), StandardCharsets.UTF_8);
        return to(path + "?from=" + cursor + "&limit=" + limit).build();
    }

    private Outcome write(String method, Write write, Map<String, @Nullable Object> fields) {
        Objects.requireNonNull(write, "write");
        if (!guarantees.ids().accepts(write.id())) {
            return Outcome.refused("id", "the id '" + write.id() + "' is outside the rule for ids");
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("key", write.key().token());
        body.put("id", write.id());
        body.put("base", write.baseVersion().map(Version::token).orElse(null));
        body.put("fields", fields);
        try {
            byte[] text = JsonText.write(body);
            return write(
                    method,
                    to("/items")
                            .method(method, BodyPublishers.ofByteArray(text))
                            .build());
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the JSON of " + write, e);
        }
    }

    private HttpRequest.Builder to(String path) {
        if (closed) {
            throw new IllegalStateException("this adapter is closed: " + this);
        }
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }
}
