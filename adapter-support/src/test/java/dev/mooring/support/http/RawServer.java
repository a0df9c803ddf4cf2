package dev.mooring.support.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on the loopback that answers with bytes, so that it can do what no server should. */
final class RawServer implements AutoCloseable {

    private static final int TLS_HANDSHAKE = 0x16;

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    RawServer(Behaviour behaviour) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.behaviour = behaviour;
        start(this::accept);
    }

    /** What is done with each request, once its head was read. */
    interface Behaviour {
        void answer(OutputStream out, InputStream in) throws IOException;
    }

    /** Answers every request in the same way. */
    static RawServer answering(String answer) throws IOException {
        return new RawServer((out, in) -> out.write(answer.getBytes(StandardCharsets.UTF_8)));
    }

    Address address() {
        return Address.of("http://127.0.0.1:" + server.getLocalPort());
    }

    /** The first line of each request. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** What breaks here is the client's doing, which the test looks at from its side. */
    private void serve(Socket socket) {
        try (socket) {
            requests.add(head(socket.getInputStream()));
            behaviour.answer(socket.getOutputStream(), socket.getInputStream());
        } catch (IOException e) {
            open.remove(socket);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("no request");
            }
            if (c == TLS_HANDSHAKE && head.isEmpty()) {
                return "a TLS handshake";
            }
            head.append((char) c);
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }
}
