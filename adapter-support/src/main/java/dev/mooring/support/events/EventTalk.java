package dev.mooring.support.events;

import java.io.IOException;
import okhttp3.Request;
import okhttp3.Response;

/**
 * How one backend's stream is asked for and what it says. Made for one listening and used by its thread alone, so that it may remember
 * what it was answered. Printed in logs: MUST show no secret.
 *
 * <p>What it throws is answered by another attempt after a pause, but for {@link GivenUp} and
 * {@link dev.mooring.sync.Misconfigured}, which end the listening.
 */
public interface EventTalk {

    /** A new stream is wanted. */
    Request request() throws IOException;

    /** The request that goes on after an answer that is no stream: a redirect. Whatever else was answered is thrown. */
    Request instead(Response answer) throws IOException;

    /** The stream is open. */
    Signal opened();

    /** The stream says something. */
    Signal heard(Event event);
}
