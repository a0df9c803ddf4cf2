package dev.mooring.fetch;

import dev.mooring.support.events.Event;
import dev.mooring.support.events.EventTalk;
import dev.mooring.support.events.GivenUp;
import dev.mooring.support.events.Signal;
import dev.mooring.support.http.Address;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.Pointer;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.Reaction;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.Request;
import okhttp3.Response;

/** The events of one collection for one listening: where they come from and what they mean. Used by one thread. */
final class FetchLive implements EventTalk {

    private final Exchange exchange;
    private final Address address;
    private final Pointer idsAt;
    private final String readyEvent;
    private String token = "";

    FetchLive(Resource resource, Exchange exchange, String url) {
        this.exchange = exchange;
        this.address = exchange.address(url);
        this.idsAt = Pointer.of(resource.text(FetchSettings.EVENT_IDS));
        this.readyEvent = resource.text(FetchSettings.READY_EVENT);
    }

    @Override
    public Request request() {
        Exchange.SignedIn signedIn = exchange.signIn();
        token = signedIn.token();
        Request.Builder request = new Request.Builder()
                .url(address.full())
                .header("Accept", "text/event-stream")
                .header("Cache-Control", "no-store");
        signedIn.headers().forEach(header -> request.header(header.getKey(), header.getValue()));
        return request.build();
    }

    @Override
    public Request instead(Response answer) throws IOException {
        Reaction reaction = exchange.errors().statusOfRead(answer.code(), address);
        boolean useless = reaction == Reaction.UNAUTHENTICATED
                ? !exchange.hasOtherThan(token)
                : reaction == Reaction.MISCONFIGURED || reaction == Reaction.REFUSED;
        String why = "they were answered with " + answer.code();
        throw useless ? new GivenUp(why) : new IOException(why);
    }

    @Override
    public Signal opened() {
        return readyEvent.isEmpty() ? Signal.LIVE : Signal.NOTHING;
    }

    @Override
    public Signal heard(Event event) {
        if (!readyEvent.isEmpty() && event.type().equals(readyEvent)) {
            return Signal.LIVE;
        }
        return event.type().equals("gap") ? Signal.GAP : Signal.hint(ids(event));
    }

    /** The ids that an event names; none where it does not say, which is still a hint. */
    private Set<String> ids(Event event) {
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
