package dev.mooring.firebase.firestore.fault;

import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.FaultPlan;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.On;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.bootstrap.ServerBootstrap;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Faults for gRPC: a proxy of HTTP/2 on loopback, in front of a simulator or of an emulator. It passes bytes on and knows no message, so that
 * every fault is one that a client meets on the wire; a status is the gRPC status that Google's APIs map it to, and where there is none
 * it is answered in plain HTTP, as a gateway does. Every fault is supported. Streams that a client listens to meet none. Safe for several threads.
 */
public final class GrpcFaults implements Faults {

    private static final Set<String> WRITES = Set.of("Commit", "BatchWrite");
    private static final int LARGEST = 64 * 1024 * 1024;

    private final FaultPlan plan = new FaultPlan();
    private final Set<String> credentials = ConcurrentHashMap.newKeySet();
    private final List<Request> strangers = new CopyOnWriteArrayList<>();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "grpc-faults");
        thread.setDaemon(true);
        return thread;
    });
    private final ManagedChannel upstream;
    private final Channel server;
    private final Channel stranger;

    private GrpcFaults(String address) {
        upstream = NettyChannelBuilder.forTarget(address)
                .usePlaintext()
                .maxInboundMessageSize(LARGEST)
                .build();
        stranger = listening(() -> new Stranger(strangers));
        String elsewhere = "http://localhost:" + ((InetSocketAddress) stranger.localAddress()).getPort();
        server = listening(() -> new GrpcStream(this::carried, upstream, elsewhere));
    }

    /** Starts a proxy in front of a server, which is {@code host:port}. */
    public static GrpcFaults inFrontOf(String address) {
        return new GrpcFaults(address);
    }

    /** Where clients find it. */
    public String address() {
        return "127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort();
    }

    @Override
    public Form form() {
        return Form.HTTP;
    }

    @Override
    public boolean supports(Fault fault) {
        return true;
    }

    @Override
    public void arm(On on, Fault... faults) {
        plan.arm(on, List.of(faults));
    }

    @Override
    public void clear() {
        plan.clear();
    }

    @Override
    public List<Request> requests() {
        return plan.requests();
    }

    @Override
    public boolean awaitRequests(int count, Duration guard) throws InterruptedException {
        return plan.awaitRequests(count, guard);
    }

    @Override
    public boolean awaitMet(int count, Duration guard) throws InterruptedException {
        return plan.awaitMet(count, guard);
    }

    @Override
    public boolean awaitQuiet(Duration guard) throws InterruptedException {
        return plan.awaitQuiet(guard);
    }

    @Override
    public void reset() {
        plan.reset();
        strangers.clear();
    }

    @Override
    public Set<String> credentials() {
        return Set.copyOf(credentials);
    }

    @Override
    public List<Request> strangers() {
        return List.copyOf(strangers);
    }

    @Override
    public void close() {
        plan.clear();
        ended(server.close());
        ended(stranger.close());
        threads.shutdownNow();
        upstream.shutdownNow();
        ended(loops.shutdownGracefully(0, 1, TimeUnit.SECONDS));
    }

    private static void ended(Future<?> end) {
        Future<?> unused = end.awaitUninterruptibly();
    }

    /** On the event loop, which must not wait: the exchange does. */
    private void carried(GrpcAsked asked, Exchange exchange) {
        asked.credential().ifPresent(credentials::add);
        FaultPlan.Meeting meeting =
                plan.meet(new Request(asked.method(), WRITES.contains(asked.method()), asked.whole()));
        threads.execute(() -> exchange.run(meeting));
    }

    private Channel listening(Supplier<ChannelHandler> stream) {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection
                                .pipeline()
                                .addLast(
                                        Http2FrameCodecBuilder.forServer().build(),
                                        new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                                            @Override
                                            protected void initChannel(Channel made) {
                                                made.pipeline().addLast(stream.get());
                                            }
                                        }));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }
}
