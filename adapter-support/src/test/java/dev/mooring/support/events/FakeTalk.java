package dev.mooring.support.events;

import dev.mooring.sync.SyncException;
import java.io.IOException;
import java.util.Set;
import java.util.function.Function;
import okhttp3.Request;
import okhttp3.Response;

/** Speaks as plainly as can be: an event's type is its signal, its data an id. Redirects are followed. */
final class FakeTalk implements EventTalk {

    private final Function<Integer, String> urls;
    private int requests;

    /**
     * Asks for what the function answers.
     *
     * @param urls by the number of the request, from 1 on; may throw
     */
    FakeTalk(Function<Integer, String> urls) {
        this.urls = urls;
    }

    @Override
    public Request request() throws IOException {
        String url = urls.apply(++requests);
        if (url.equals("broken")) {
            throw new IOException("broken");
        }
        return new Request.Builder().url(url).build();
    }

    @Override
    public Request instead(Response answer) throws IOException {
        if (answer.code() == 307) {
            return new Request.Builder()
                    .url(answer.request()
                            .url()
                            .newBuilder()
                            .encodedPath("/events")
                            .build())
                    .build();
        }
        if (answer.code() == 308) {
            return answer.request();
        }
        throw answer.code() == 503 ? new IOException("busy") : new GivenUp("answered " + answer.code());
    }

    @Override
    public Signal opened() {
        return Signal.NOTHING;
    }

    @Override
    public Signal heard(Event event) throws SyncException {
        return switch (event.type()) {
            case "live" -> Signal.LIVE;
            case "gap" -> Signal.GAP;
            case "over" -> Signal.OVER;
            case "alive" -> Signal.NOTHING;
            case "error" -> throw new IllegalStateException("nonsense");
            default -> Signal.hint(Set.of(event.data()));
        };
    }
}
