package dev.mooring.support.http;

import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** What a server answered, read whole. Its messages repeat no secret of the call. Immutable. */
public final class HttpAnswer {

    private static final int SHOWN = 200;

    /** Enough to show the beginning of, even where secrets are taken out. */
    private static final int LOOKED_AT = 64 * 1024;

    private final HttpCall call;
    private final int status;
    private final Headers headers;
    private final boolean empty;
    private final Supplier<byte[]> body;
    private final Function<Json, @Nullable Object> value;
    private final Redaction redaction;

    HttpAnswer(HttpCall call, int status, Headers headers, byte[] body, Redaction redaction) {
        this(call, status, headers, body.length == 0, () -> body, json -> json.parse(body), redaction);
    }

    private HttpAnswer(
            HttpCall call,
            int status,
            Headers headers,
            boolean empty,
            Supplier<byte[]> body,
            Function<Json, @Nullable Object> value,
            Redaction redaction) {
        this.call = call;
        this.status = status;
        this.headers = headers;
        this.empty = empty;
        this.body = body;
        this.value = value;
        this.redaction = redaction;
    }

    /** An answer that no server gave, for tests of what reads answers. */
    public static HttpAnswer of(HttpCall call, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new HttpAnswer(call, status, Headers.EMPTY, bytes, Redaction.of(call.secrets()));
    }

    /** A part of this answer, which is about one item, as if it had come alone. */
    public HttpAnswer part(int itsStatus, @Nullable Object itsValue) {
        Object canonical = Fields.value(itsValue, "a part");
        return new HttpAnswer(
                call,
                itsStatus,
                Headers.EMPTY,
                false,
                () -> Json.standard().write(canonical),
                json -> canonical,
                redaction);
    }

    /** The same answer with one header more. */
    public HttpAnswer withHeader(String name, String text) {
        return new HttpAnswer(
                call,
                status,
                headers.newBuilder().addUnsafeNonAscii(name, text).build(),
                empty,
                body,
                value,
                redaction);
    }

    /** What was asked. */
    public HttpCall call() {
        return call;
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** Whether the status is one of 200 to 299. */
    public boolean successful() {
        return status >= 200 && status <= 299;
    }

    /** A header, in any case; the last one where it is there several times. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** All headers of a name, in any case. */
    public List<String> headers(String name) {
        return headers.values(name);
    }

    /** The pause that the server asks for; at most the given one. Nonsense is ignored. */
    public Optional<Duration> retryAfter(Clock clock, Duration longest) {
        return RetryAfter.of(headers, clock, longest);
    }

    /** Whether there is no body. A part has one, which is not written for this. */
    public boolean isEmpty() {
        return empty;
    }

    /** How many bytes the body has. */
    public int size() {
        return body.get().length;
    }

    /** A copy of the body; empty when it was read as a stream. */
    public byte[] bytes() {
        return body.get().clone();
    }

    /** The body as text; what is not UTF-8 is replaced. */
    public String text() {
        return new String(body.get(), StandardCharsets.UTF_8);
    }

    /**
     * The body as a value.
     *
     * @throws SyncException as {@link #unreadable}
     */
    public @Nullable Object json(Json json) {
        try {
            return value.apply(json);
        } catch (UnreadableJson e) {
            throw unreadable(e);
        }
    }

    /**
     * The failure for an answer whose content makes no sense: a proxy or a sign-in page answered, or the answer is damaged. It is a
     * {@link TemporaryFailure}; after a call that writes it leaves open what happened. What is read and is {@linkplain
     * UnreadableJson#beyondLimits more than can be held} is {@link Misconfigured}: no repetition makes it smaller.
     */
    public SyncException unreadable(UnreadableJson why) {
        String message = this + ", unreadable: " + redaction.excerpt(String.valueOf(why.getMessage()), 2 * SHOWN);
        if (call.reading() && why.beyondLimits()) {
            return new Misconfigured(message, redaction.safe(why));
        }
        return call.reading()
                ? TemporaryFailure.notApplied(message, redaction.safe(why))
                : TemporaryFailure.maybeApplied(message, redaction.safe(why));
    }

    /** For messages: what was attempted, the status and the first 200 characters of the body, without secrets. */
    @Override
    public String toString() {
        String shown = redaction.excerpt(beginning(), SHOWN);
        return redaction.apply(call.toString()) + " answered " + status + (shown.isEmpty() ? "" : " " + shown);
    }

    /** For programs that show more: a text of this answer without the secrets of its call. */
    public String redacted(String text) {
        return redaction.apply(text);
    }

    private String beginning() {
        byte[] bytes = body.get();
        return new String(bytes, 0, Math.min(bytes.length, LOOKED_AT), StandardCharsets.UTF_8);
    }
}
