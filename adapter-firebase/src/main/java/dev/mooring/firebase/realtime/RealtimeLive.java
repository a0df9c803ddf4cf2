package dev.mooring.firebase.realtime;

import dev.mooring.support.events.Event;
import dev.mooring.support.events.EventTalk;
import dev.mooring.support.events.GivenUp;
import dev.mooring.support.events.Signal;
import dev.mooring.support.http.Address;
import java.io.IOException;
import okhttp3.Request;
import okhttp3.Response;

/** The events of one collection for one listening: with whose token they are asked for, and what is answered. Used by one thread. */
final class RealtimeLive implements EventTalk {

    private static final int WORDS = 1024;

    private final Hints hints;
    private String token = "";
    private String refused = "";
    private boolean begun;

    RealtimeLive(Hints hints) {
        this.hints = hints;
    }

    @Override
    public Request request() {
        SignIn signIn = hints.signIn();
        token = refused.isEmpty() ? signIn.current() : signIn.refresh(refused);
        return hints.request(hints.address(), token);
    }

    @Override
    public Request instead(Response answer) throws IOException {
        int status = answer.code();
        String link = Hosts.repeats(status) ? answer.header("Location") : null;
        if (link != null) {
            Address from = Address.of(answer.request().url().toString());
            return hints.request(hints.redirect(from, link), token);
        }
        if (status == 401) {
            throw refusal(answer.peekBody(WORDS).string());
        }
        if (status >= 400 && status < 500 && status != 402 && status != 408 && status != 429) {
            throw new GivenUp("they were refused with " + status);
        }
        throw new IOException("answered " + status + " instead of events");
    }

    @Override
    public Signal opened() {
        refused = "";
        begun = false;
        return Signal.NOTHING;
    }

    /** The first event repeats what is there: it shows that the stream is open, and nothing else. */
    @Override
    public Signal heard(Event event) {
        switch (event.type()) {
            case "put", "patch" -> {
                Signal signal = begun ? Signal.hint(hints.ids(event)) : Signal.LIVE;
                begun = true;
                return signal;
            }
            case "auth_revoked" -> {
                refused = token;
                return Signal.OVER;
            }
            // the rules deny it now, or an event was too large: the next answer tells
            case "cancel" -> {
                return Signal.OVER;
            }
            default -> {
                return Signal.NOTHING;
            }
        }
    }

    @Override
    public String toString() {
        return hints.toString();
    }

    /** Another token will be taken, when somebody signs in; none mends what the rules deny. */
    private IOException refusal(String words) {
        if (RealtimeErrors.isDenial(words)) {
            return new GivenUp("the rules of the database deny them");
        }
        refused = token;
        return new IOException("the token was refused");
    }
}
