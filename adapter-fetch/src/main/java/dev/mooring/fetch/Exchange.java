package dev.mooring.fetch;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.BodyReader;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.http.HttpCalls;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.Pointer;
import dev.mooring.support.json.RowReader;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import dev.mooring.support.token.TokenSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of one backend, signed in: when the token is refused, the same call goes out once more with a new one, a write with the
 * same key. Safe for several threads.
 */
final class Exchange {

    private final HttpCalls calls;
    private final Json json;
    private final Address base;
    private final Map<String, String> headers;
    private final @Nullable TokenSource tokens;
    private final FetchErrors errors;

    Exchange(
            HttpCalls calls,
            Json json,
            Address base,
            Map<String, String> headers,
            @Nullable TokenSource tokens,
            FetchErrors errors) {
        this.calls = calls;
        this.json = json;
        this.base = base;
        this.headers = headers;
        this.tokens = tokens;
        this.errors = errors;
    }

    FetchErrors errors() {
        return errors;
    }

    HttpCalls calls() {
        return calls;
    }

    /** The backend's address with a path and query behind it. */
    Address address(String pathAndQuery) {
        String full = base.full();
        return Address.of((full.endsWith("/") ? full.substring(0, full.length() - 1) : full) + pathAndQuery);
    }

    /** An answer whose rows were read while it arrived. */
    record Streamed(HttpAnswer answer, @Nullable Object around) {}

    /**
     * Reads a listing.
     *
     * @param continued whether it goes on from a position, which may have expired
     */
    Streamed rows(Supplier<HttpCall.Builder> request, Pointer rowsAt, RowReader reader, boolean continued) {
        AtomicReference<@Nullable Object> around = new AtomicReference<>();
        BodyReader parser = body -> around.set(json.rows(body, rowsAt, reader));
        HttpAnswer answer =
                signedIn(request, call -> errors.hidesErrors() ? whole(call, parser) : calls.stream(call, parser));
        if (continued) {
            errors.checkContinued(answer);
        } else {
            errors.checkRead(answer);
        }
        return new Streamed(answer, around.get());
    }

    /** Where a successful answer may be an error its rows are read after it was judged. */
    private HttpAnswer whole(HttpCall call, BodyReader parser) {
        HttpAnswer answer = errors.judged(calls.send(call));
        if (!answer.successful()) {
            return answer;
        }
        try {
            parser.read(new ByteArrayInputStream(answer.bytes()));
            return answer;
        } catch (UnreadableJson e) {
            throw answer.unreadable(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes any call and reads its answer whole. */
    HttpAnswer send(Supplier<HttpCall.Builder> call) {
        return signedIn(call, each -> errors.judged(calls.send(each)));
    }

    /** The value in an answer's body. */
    @Nullable Object body(HttpAnswer answer) {
        return answer.json(json);
    }

    /** The value in the body of an error; null where it is no JSON. */
    @Nullable Object errorBody(HttpAnswer answer) {
        return errors.body(answer);
    }

    byte[] bytes(Object body) {
        return json.write(body);
    }

    private HttpAnswer signedIn(Supplier<HttpCall.Builder> call, Function<HttpCall, HttpAnswer> sender) {
        if (tokens == null) {
            return sender.apply(withHeaders(call.get()).build());
        }
        String token = tokens.current();
        HttpAnswer answer = sender.apply(withHeaders(call.get()).bearer(token).build());
        if (errors.reaction(CallKind.READ, answer) != Reaction.UNAUTHENTICATED) {
            return answer;
        }
        String fresh = tokens.refresh(token);
        return fresh.equals(token)
                ? answer
                : sender.apply(
                        withHeaders(call.get()).bearer(fresh).secret(token).build());
    }

    /** The headers of every call; any of them may be a secret. */
    HttpCall.Builder withHeaders(HttpCall.Builder call) {
        headers.forEach(call::secretHeader);
        return call.header("Accept", "application/json");
    }

    /** What a stream of events sends, and whose token it was. */
    record SignedIn(List<Map.Entry<String, String>> headers, String token) {}

    SignedIn signIn() {
        String token = tokens == null ? "" : tokens.current();
        List<Map.Entry<String, String>> all = new ArrayList<>(headers.entrySet());
        if (!token.isEmpty()) {
            all.add(Map.entry("Authorization", "Bearer " + token));
        }
        return new SignedIn(all, token);
    }

    /** Whether there is another token than the refused one. */
    boolean hasOtherThan(String refused) {
        return tokens != null && !tokens.refresh(refused).equals(refused);
    }
}
