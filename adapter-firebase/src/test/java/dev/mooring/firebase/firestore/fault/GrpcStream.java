package dev.mooring.firebase.firestore.fault;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2DataFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2HeadersFrame;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One request of a client: gathered whole and handed on, or passed on as it comes where it is a stream that listens. */
final class GrpcStream extends ChannelInboundHandlerAdapter {

    private static final String LISTEN = "/Listen";

    private final BiConsumer<GrpcAsked, Exchange> carrier;
    private final ManagedChannel upstream;
    private final String elsewhere;
    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    private Http2Headers headers = new DefaultHttp2Headers();
    private Optional<ListenRelay> listening = Optional.empty();

    GrpcStream(BiConsumer<GrpcAsked, Exchange> carrier, ManagedChannel upstream, String elsewhere) {
        this.carrier = carrier;
        this.upstream = upstream;
        this.elsewhere = elsewhere;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        try {
            if (frame instanceof Http2HeadersFrame first) {
                headers = new DefaultHttp2Headers().setAll(first.headers());
                begun(context);
                ended(context, first.isEndStream());
            } else if (frame instanceof Http2DataFrame data) {
                byte[] bytes = new byte[data.content().readableBytes()];
                data.content().readBytes(bytes);
                arrived.writeBytes(bytes);
                listening.ifPresent(relay -> Framing.taken(arrived).forEach(relay::sent));
                ended(context, data.isEndStream());
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        listening.ifPresent(ListenRelay::left);
    }

    private void begun(ChannelHandlerContext context) {
        GrpcAsked asked = asked(ByteString.EMPTY);
        if (asked.path().endsWith(LISTEN)) {
            listening = Optional.of(ListenRelay.open(upstream, asked, new GrpcAnswer(context.channel())));
        }
    }

    private void ended(ChannelHandlerContext context, boolean end) {
        if (!end) {
            return;
        }
        if (listening.isPresent()) {
            listening.get().halfClosed();
            return;
        }
        GrpcAsked asked = asked(ByteString.copyFrom(Framing.taken(arrived).get(0)));
        carrier.accept(asked, new Exchange(upstream, asked, new GrpcAnswer(context.channel()), elsewhere));
    }

    private GrpcAsked asked(ByteString message) {
        return new GrpcAsked(String.valueOf(headers.path()), headers, message);
    }
}
