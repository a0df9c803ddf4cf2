package dev.mooring.firebase.firestore.fault;

import dev.mooring.contract.fault.Faults.Request;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2HeadersFrame;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import java.util.List;

/** A stream at another host, which must never see a credential. */
final class Stranger extends ChannelInboundHandlerAdapter {

    private final List<Request> requests;

    Stranger(List<Request> requests) {
        this.requests = requests;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        try {
            if (frame instanceof Http2HeadersFrame asked) {
                String what = String.valueOf(asked.headers().path());
                boolean write = what.endsWith("/Commit") || what.endsWith("/BatchWrite");
                requests.add(new Request(what, write, asked.headers().toString()));
                ChannelFuture unused = context.writeAndFlush(
                        new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("200"), true));
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }
}
