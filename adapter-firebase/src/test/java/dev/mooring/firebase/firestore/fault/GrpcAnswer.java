package dev.mooring.firebase.firestore.fault;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2StreamFrame;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The frames of one answer. A client that has gone away gets none. Safe for several threads, one at a time. */
final class GrpcAnswer {

    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private final Channel stream;
    private boolean begun;

    GrpcAnswer(Channel stream) {
        this.stream = stream;
    }

    void begin() {
        if (!begun) {
            begun = true;
            send(new DefaultHttp2HeadersFrame(ofGrpc()));
        }
    }

    void data(byte[] bytes) {
        begin();
        send(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes)));
    }

    /** Waits until these bytes are on their way, which a client that reads no more delays; answers whether it is still there. */
    boolean waitsFor(byte[] bytes) throws InterruptedException {
        begin();
        return stream.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes)))
                .await()
                .isSuccess();
    }

    void end(Status status, Metadata trailers) {
        Http2Headers headers = begun ? new DefaultHttp2Headers() : ofGrpc();
        begun = true;
        headers.setInt("grpc-status", status.getCode().value());
        if (status.getDescription() != null) {
            headers.set("grpc-message", encoded(status.getDescription()));
        }
        byte[] details = trailers.get(DETAILS);
        if (details != null) {
            headers.set("grpc-status-details-bin", Base64.getEncoder().encodeToString(details));
        }
        send(new DefaultHttp2HeadersFrame(headers, true));
    }

    /** An answer of somebody who does not speak gRPC. */
    void plain(Http2Headers headers, byte[] body) {
        send(new DefaultHttp2HeadersFrame(headers));
        send(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(body), true));
    }

    /** Ends the connection, past the handler that would say good-bye. What is under way on it as well is lost too. */
    void cut(boolean reset) {
        Channel connection = stream.parent();
        connection.eventLoop().execute(() -> {
            if (reset) {
                connection.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            ChannelHandlerContext first = connection.pipeline().firstContext();
            // none is left where the client was the first to go
            if (first != null) {
                ChannelFuture unused = first.close();
            }
        });
    }

    /** Ends this stream alone. */
    void abandon() {
        ChannelFuture unused = stream.close();
    }

    private void send(Http2StreamFrame frame) {
        ChannelFuture unused = stream.writeAndFlush(frame);
    }

    private static Http2Headers ofGrpc() {
        return new DefaultHttp2Headers().status("200").set("content-type", "application/grpc");
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = next >= ' ' && next <= '~' && next != '%';
            encoded.append(plain ? String.valueOf((char) next) : String.format("%%%02X", next & 0xFF));
        }
        return encoded.toString();
    }
}
