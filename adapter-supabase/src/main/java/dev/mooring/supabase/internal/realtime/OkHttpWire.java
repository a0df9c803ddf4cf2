package dev.mooring.supabase.internal.realtime;

import dev.mooring.support.http.Address;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Web sockets by OkHttp. The key travels in headers: an address ends up in logs. Safe for several threads. */
final class OkHttpWire implements Wire {

    private static final Logger LOG = LoggerFactory.getLogger(OkHttpWire.class);
    private static final int NORMAL = 1000;

    private final OkHttpClient client;
    private final Address address;

    OkHttpWire(OkHttpClient plain, Address address) {
        this.address = address.query("vsn", "1.0.0");
        // threads that keep no program alive, unlike those of the client
        ThreadPoolExecutor readers =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "mooring-supabase-socket");
                    thread.setDaemon(true);
                    return thread;
                });
        this.client = plain.newBuilder()
                .dispatcher(new Dispatcher(readers))
                .callTimeout(Duration.ZERO)
                .build();
    }

    @Override
    public Line open(String key, Receiver receiver) {
        Request request = new Request.Builder()
                .url(address.full())
                .header("User-Agent", "Mooring")
                .header("apikey", key)
                .header("x-api-key", key)
                .build();
        WebSocket socket = client.newWebSocket(request, new Ear(receiver));
        return new Line() {
            @Override
            public void send(String text) {
                if (!socket.send(text)) {
                    LOG.debug("{} is closing, a message was not sent", address);
                }
            }

            @Override
            public void hangUp() {
                socket.close(NORMAL, null);
            }

            @Override
            public void cut() {
                socket.cancel();
            }
        };
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
    }

    @Override
    public String toString() {
        return address.toString();
    }

    /** Tells the receiver; binary messages are broadcasts, which nobody here asked for. */
    private final class Ear extends WebSocketListener {

        private final Receiver receiver;
        private final AtomicBoolean over = new AtomicBoolean();

        private Ear(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {
            receiver.opened();
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            receiver.text(text);
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(NORMAL, null);
            lost(0, "closed by the server with " + code);
        }

        @Override
        public void onClosed(WebSocket socket, int code, String reason) {
            lost(0, "closed with " + code);
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
            lost(response == null ? 0 : response.code(), failure.getClass().getSimpleName());
        }

        private void lost(int status, String why) {
            if (over.compareAndSet(false, true)) {
                LOG.debug("{} is lost: {} {}", address, why, status == 0 ? "" : status);
                receiver.lost(status);
            }
        }
    }
}
