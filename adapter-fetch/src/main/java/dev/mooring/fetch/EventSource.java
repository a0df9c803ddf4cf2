package dev.mooring.fetch;

import dev.mooring.support.http.Address;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.Pointer;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.Reaction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.Request;

/** Where events come from and what they mean. Immutable; safe for several threads. */
final class EventSource {

    private final Exchange exchange;
    private final Address address;
    private final Pointer idsAt;
    private final String readyEvent;

    EventSource(Resource resource, Exchange exchange, String url) {
        this.exchange = exchange;
        this.address = exchange.address(url);
        this.idsAt = Pointer.of(resource.text(FetchSettings.EVENT_IDS));
        this.readyEvent = resource.text(FetchSettings.READY_EVENT);
    }

    /** A request for the stream, and the token it was signed with. */
    record Signed(Request request, String token) {}

    Signed request() {
        Exchange.SignedIn signedIn = exchange.signIn();
        Request.Builder request = new Request.Builder()
                .url(address.full())
                .header("Accept", "text/event-stream")
                .header("Cache-Control", "no-store");
        signedIn.headers().forEach(header -> request.header(header.getKey(), header.getValue()));
        return new Signed(request.build(), signedIn.token());
    }

    Reaction reaction(int status) {
        return exchange.errors().statusOfRead(status, address);
    }

    boolean hasOtherThan(String token) {
        return exchange.hasOtherThan(token);
    }

    /** Whether the stream is live as soon as it is open. */
    boolean liveWhenOpen() {
        return readyEvent.isEmpty();
    }

    boolean isReady(EventReader.Event event) {
        return !readyEvent.isEmpty() && event.type().equals(readyEvent);
    }

    boolean isGap(EventReader.Event event) {
        return event.type().equals("gap");
    }

    /** The ids that an event names; none where it does not say, which is still a hint. */
    Set<String> ids(EventReader.Event event) {
        Set<String> ids = new LinkedHashSet<>();
        Object named = found(event.data()).orElse(List.of());
        (named instanceof List<?> list ? list : List.of(named))
                .stream()
                        .filter(id -> id instanceof String || id instanceof Long)
                        .map(String::valueOf)
                        .filter(id -> !id.isEmpty())
                        .forEach(ids::add);
        return ids;
    }

    @Override
    public String toString() {
        return address.toString();
    }

    private Optional<Object> found(String data) {
        try {
            return idsAt.find(Json.standard().parse(data));
        } catch (UnreadableJson e) {
            return Optional.empty();
        }
    }
}
