package dev.mooring.firebase.firestore.fault;

import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.FaultPlan.Meeting;
import dev.mooring.contract.fault.Payload;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A request, the true server's answer to it, and what a fault makes of that. */
final class Exchange {

    private static final Duration DROP = Duration.ofMillis(20);
    private static final int PIECE = 16 * 1024;

    private final ManagedChannel upstream;
    private final GrpcAsked asked;
    private final GrpcAnswer answer;
    private final String elsewhere;

    Exchange(ManagedChannel upstream, GrpcAsked asked, GrpcAnswer answer, String elsewhere) {
        this.upstream = upstream;
        this.asked = asked;
        this.answer = answer;
        this.elsewhere = elsewhere;
    }

    /** The true server's messages and how it ended. */
    private record Answered(List<byte[]> messages, Status status, Metadata trailers) {}

    void run(Meeting meeting) {
        try {
            if (meeting.fault().isEmpty()) {
                pass(answered());
            } else {
                spoil(meeting.fault().get(), meeting);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cut(true);
        } finally {
            meeting.acted();
        }
    }

    private void spoil(Fault fault, Meeting meeting) throws InterruptedException {
        switch (fault.kind()) {
            case RESET_BEFORE -> answer.cut(true);
            case STATUS -> status(fault);
            case REDIRECT ->
                answer.plain(
                        new DefaultHttp2Headers().status("307").set("location", elsewhere + asked.path()), new byte[0]);
            case LOSE_ANSWER, RESET_AFTER -> {
                answered();
                answer.cut(fault.kind() == Fault.Kind.RESET_AFTER);
            }
            case DUPLICATE -> {
                answered();
                pass(answered());
            }
            case DELAY, STALL -> {
                Answered late = answered();
                meeting.acted();
                meeting.holdBack(fault.held());
                pass(late);
            }
            case TRUNCATE -> truncate(Framing.framed(answered().messages()));
            case DRIP -> drip(Framing.framed(answered().messages()), meeting);
            case BODY -> replace(fault.body().orElseGet(Payload::empty));
            case REWRITE -> rewrite(fault);
        }
    }

    private Answered answered() {
        List<byte[]> messages = new ArrayList<>();
        try {
            ClientCalls.blockingServerStreamingCall(
                            ClientInterceptors.intercept(
                                    upstream, MetadataUtils.newAttachHeadersInterceptor(asked.metadata())),
                            Framing.method(MethodType.SERVER_STREAMING, asked.fullMethod()),
                            CallOptions.DEFAULT,
                            asked.message().toByteArray())
                    .forEachRemaining(messages::add);
            return new Answered(messages, Status.OK, new Metadata());
        } catch (StatusRuntimeException e) {
            return new Answered(
                    messages,
                    e.getStatus(),
                    Optional.ofNullable(e.getTrailers()).orElseGet(Metadata::new));
        }
    }

    private void pass(Answered own) {
        if (!own.messages().isEmpty()) {
            answer.data(Framing.framed(own.messages()));
        }
        answer.end(own.status(), own.trailers());
    }

    private void status(Fault fault) {
        byte[] body = fault.body().map(Exchange::read).orElse(new byte[0]);
        Optional<Status> grpc = GrpcStatuses.of(fault.status());
        if (grpc.isPresent()) {
            answer.end(
                    grpc.get().withDescription(new String(body, StandardCharsets.UTF_8)),
                    GrpcStatuses.trailers(grpc.get(), fault.retryAfter()));
        } else {
            String type = fault.body().map(Payload::contentType).orElse("text/plain");
            answer.plain(
                    new DefaultHttp2Headers()
                            .status(String.valueOf(fault.status()))
                            .set("content-type", type),
                    body);
        }
    }

    private void truncate(byte[] body) throws InterruptedException {
        if (body.length <= 1 || answer.waitsFor(Arrays.copyOf(body, body.length / 2))) {
            answer.cut(false);
        }
    }

    /** Never the last byte, and never the end. */
    private void drip(byte[] body, Meeting meeting) throws InterruptedException {
        meeting.acted();
        boolean read = true;
        for (int sent = 0; !meeting.pause(DROP); sent++) {
            if (read && sent < body.length - 1) {
                read = answer.waitsFor(Arrays.copyOfRange(body, sent, sent + 1));
            }
        }
        // others may be on this connection by now: what was armed is cleared
        answer.abandon();
    }

    /** One message, or none where there is nothing to be in it. */
    private void replace(Payload payload) throws InterruptedException {
        answered();
        try (InputStream content = payload.content().get()) {
            boolean read = payload.length() == 0 || answer.waitsFor(Framing.prefix(payload.length()));
            for (byte[] piece = content.readNBytes(PIECE);
                    read && piece.length > 0;
                    piece = content.readNBytes(PIECE)) {
                read = answer.waitsFor(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer.end(Status.OK, new Metadata());
    }

    private void rewrite(Fault fault) {
        Answered own = answered();
        List<byte[]> changed = own.messages().stream()
                .map(fault.rewrite().orElseThrow().change())
                .toList();
        pass(new Answered(changed, own.status(), own.trailers()));
    }

    private static byte[] read(Payload payload) {
        try (InputStream content = payload.content().get()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
