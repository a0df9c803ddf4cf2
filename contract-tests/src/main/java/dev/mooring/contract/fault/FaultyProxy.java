package dev.mooring.contract.fault;

import static com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER;
import static com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE;
import static com.github.tomakehurst.wiremock.http.Response.response;

import com.github.tomakehurst.wiremock.common.InputStreamSource;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.mooring.contract.fault.FaultPlan.Meeting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;

/** What WireMock answers: the true server's answer, or what the armed fault makes of it. */
final class FaultyProxy implements ResponseTransformerV2 {

    private static final Set<String> NOTHING = Set.of();
    private static final Set<String> LENGTH = Set.of("content-length");
    private static final Set<String> OF_THE_BODY = Set.of("content-encoding", "content-length", "content-type", "etag");

    private final FaultPlan plan;
    private final Journal journal;
    private final Upstream upstream;
    private final Stranger stranger;

    FaultyProxy(FaultPlan plan, Journal journal, Upstream upstream, Stranger stranger) {
        this.plan = plan;
        this.journal = journal;
        this.upstream = upstream;
        this.stranger = stranger;
    }

    @Override
    public String getName() {
        return "faulty-proxy";
    }

    @Override
    public Response transform(Response unused, ServeEvent event) {
        Request request = event.getRequest();
        Meeting meeting = plan.meet(journal.note(request));
        try {
            return meeting.fault().isEmpty()
                    ? pass(request)
                    : spoil(request, meeting.fault().get(), meeting);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return cut(CONNECTION_RESET_BY_PEER);
        } catch (IOException e) {
            // the true server cannot be reached: the caller shall see just that
            return cut(CONNECTION_RESET_BY_PEER);
        } finally {
            meeting.acted();
        }
    }

    private Response spoil(Request request, Fault fault, Meeting meeting) throws IOException, InterruptedException {
        return switch (fault.kind()) {
            case RESET_BEFORE -> cut(CONNECTION_RESET_BY_PEER);
            case STATUS -> canned(fault);
            case REDIRECT -> redirected(request);
            case LOSE_ANSWER -> {
                upstream.exchange(request, true).read();
                yield cut(EMPTY_RESPONSE);
            }
            case RESET_AFTER -> {
                upstream.exchange(request, true).read();
                yield cut(CONNECTION_RESET_BY_PEER);
            }
            case DUPLICATE -> {
                upstream.exchange(request, true).read();
                yield pass(request);
            }
            case DELAY, STALL -> {
                Response late = pass(request);
                meeting.acted();
                meeting.holdBack(fault.held());
                yield late;
            }
            case TRUNCATE -> truncated(request);
            case DRIP -> dripping(request, meeting);
            case BODY -> replaced(request, fault);
            case REWRITE -> rewritten(request, fault);
        };
    }

    private Response pass(Request request) throws IOException, InterruptedException {
        Answer answer = upstream.exchange(request, true);
        return response()
                .status(answer.status())
                .headers(answer.headers(here(request), NOTHING))
                .body(Streams.relay(answer.body()))
                .build();
    }

    /** Half of what {@code Content-Length} says; an answer without a body can only be lost whole. */
    private Response truncated(Request request) throws IOException, InterruptedException {
        Answer answer = upstream.exchange(request, true);
        byte[] whole = answer.read();
        if (whole.length == 0) {
            return cut(EMPTY_RESPONSE);
        }
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        HttpHeader length = new HttpHeader("Content-Length", String.valueOf(whole.length));
        return response()
                .status(answer.status())
                .headers(answer.headers(here(request), LENGTH).plus(length))
                .body(Streams.relay(new ByteArrayInputStream(half)))
                .build();
    }

    private Response dripping(Request request, Meeting meeting) throws IOException, InterruptedException {
        Answer answer = upstream.exchange(request, false);
        byte[] body = answer.read();
        return response()
                .status(bodyStatus(answer.status()))
                .headers(answer.headers(here(request), LENGTH))
                .body(Streams.drip(body, meeting))
                .build();
    }

    private Response replaced(Request request, Fault fault) throws IOException, InterruptedException {
        Answer answer = upstream.exchange(request, true);
        answer.read();
        Payload payload = fault.body().orElseGet(Payload::empty);
        return response()
                .status(payload.length() == 0 ? answer.status() : bodyStatus(answer.status()))
                .headers(answer.headers(here(request), OF_THE_BODY).plus(of(payload)))
                .body(stream(payload))
                .build();
    }

    private Response rewritten(Request request, Fault fault) throws IOException, InterruptedException {
        Answer answer = upstream.exchange(request, false);
        byte[] body = fault.rewrite().orElseThrow().change().apply(answer.read());
        return response()
                .status(answer.status())
                .headers(answer.headers(here(request), LENGTH))
                .body(Streams.relay(new ByteArrayInputStream(body)))
                .build();
    }

    private static Response canned(Fault fault) {
        Payload payload = fault.body().orElseGet(Payload::empty);
        HttpHeaders headers = new HttpHeaders(of(payload));
        return response()
                .status(fault.status())
                .headers(fault.retryAfter()
                        .map(text -> headers.plus(new HttpHeader("Retry-After", text)))
                        .orElse(headers))
                .body(stream(payload))
                .build();
    }

    /** 307: the one that asks for the same method and body again. */
    private Response redirected(Request request) {
        return response()
                .status(307)
                .headers(new HttpHeaders(new HttpHeader("Location", stranger.uri() + request.getUrl())))
                .build();
    }

    private static Response cut(com.github.tomakehurst.wiremock.http.Fault how) {
        return response().fault(how).build();
    }

    private static InputStreamSource stream(Payload payload) {
        return Streams.relay(payload.content().get());
    }

    private static HttpHeader of(Payload payload) {
        return new HttpHeader("Content-Type", payload.contentType());
    }

    /** A status that allows a body. */
    private static int bodyStatus(int status) {
        return status == 204 || status == 205 || status == 304 ? 200 : status;
    }

    private static URI here(Request request) {
        return URI.create(request.getScheme() + "://" + request.getHost() + ":" + request.getPort());
    }
}
