package dev.mooring.firebase.realtime;

import dev.mooring.support.events.Event;
import dev.mooring.support.http.Address;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.sync.Misconfigured;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.Request;

/** Where the events of a collection come from and what they mean. Immutable; safe for several threads. */
final class Hints {

    private final Rest rest;
    private final Layout layout;
    private final RealtimeFeed feed;

    Hints(Rest rest, Layout layout, RealtimeFeed feed) {
        this.rest = rest;
        this.layout = layout;
        this.feed = feed;
    }

    /**
     * What the stream is asked for: only what changes from now on, since its first event repeats everything that was asked for. Waits for
     * an answer.
     */
    Address address() {
        String newest = feed.newest();
        BigDecimal next = newest.isEmpty()
                ? BigDecimal.ZERO
                : new BigDecimal(newest).setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
        return rest.collection()
                .query("orderBy", Json.standard().text(layout.collection().updatedAt()))
                .query("startAt", next.toPlainString());
    }

    /** A request for the stream. */
    Request request(Address to, String token) {
        SignIn signIn = rest.signIn();
        Request.Builder request = new Request.Builder()
                .url(signIn.signedUrl(to, token))
                .header("Accept", "text/event-stream")
                .header("Cache-Control", "no-store");
        String authorization = signIn.authorization(token);
        return (authorization.isEmpty() ? request : request.header("Authorization", authorization)).build();
    }

    SignIn signIn() {
        return rest.signIn();
    }

    /** Where a redirect leads, if a token may be sent there. */
    Address redirect(Address from, String link) {
        return rest.hosts()
                .next(from, link)
                .orElseThrow(
                        () -> new Misconfigured("the events of " + this + " are at another host, which gets no token"));
    }

    /** The records that an event names; none where it does not say, which is still a hint. */
    Set<String> ids(Event event) {
        Set<String> ids = new LinkedHashSet<>();
        keys(event).flatMap(key -> Keys.id(key).stream()).forEach(ids::add);
        return ids;
    }

    @Override
    public String toString() {
        return rest.collection().toString();
    }

    private static Stream<String> keys(Event event) {
        Optional<Object> body = parsed(event.data());
        if (body.isEmpty() || !(body.get() instanceof Map<?, ?> map) || !(map.get("path") instanceof String path)) {
            return Stream.empty();
        }
        List<String> steps =
                Arrays.stream(path.split("/")).filter(step -> !step.isEmpty()).toList();
        if (!steps.isEmpty()) {
            return Stream.of(steps.get(0));
        }
        return map.get("data") instanceof Map<?, ?> data
                ? data.keySet().stream().map(key -> String.valueOf(key).split("/", 2)[0])
                : Stream.empty();
    }

    private static Optional<Object> parsed(String data) {
        try {
            return Optional.ofNullable(Json.standard().parse(data));
        } catch (UnreadableJson e) {
            return Optional.empty();
        }
    }
}
