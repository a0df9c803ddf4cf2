package dev.mooring.support.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mooring.support.json.Json;
import dev.mooring.support.json.Pointer;
import dev.mooring.sync.TemporaryFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpFaultsTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private final HttpCalls http = HttpCalls.builder()
            .connectTimeout(Duration.ofSeconds(5))
            .largestAnswer(1_000_000)
            .build();

    @AfterEach
    void stop() {
        http.close();
    }

    @Test
    void aRefusedConnectionCertainlyChangedNothing() throws IOException {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }

        TemporaryFailure failure = failure(http, post(Address.of("http://127.0.0.1:" + port + "/")));

        assertThat(failure.maybeApplied()).isFalse();
        assertThat(failure).hasMessageContaining("POST http://127.0.0.1:" + port + "/ failed: ConnectException");
    }

    @Test
    void anUnknownHostCertainlyChangedNothing() {
        assertThat(failure(http, post(Address.of("http://nowhere.invalid/"))).maybeApplied())
                .isFalse();
    }

    @Test
    void aFailedHandshakeCertainlyChangedNothing() throws IOException {
        try (RawServer server = RawServer.answering("no TLS here")) {
            Address address = Address.of(server.address().full().replace("http:", "https:"));

            TemporaryFailure failure = failure(http, post(address));

            assertThat(failure.maybeApplied()).isFalse();
            assertThat(failure).hasMessageNotContaining("timeout");
            assertThat(server.requests()).containsExactly("a TLS handshake");
        }
    }

    @Test
    void aLostAnswerLeavesAWriteInDoubtAndIsNotAskedForAgain() throws IOException {
        try (RawServer server = RawServer.answering("")) {
            assertThat(failure(http, post(server.address())).maybeApplied()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aLostAnswerOfAReadLeavesNoDoubt() throws IOException {
        try (RawServer server = RawServer.answering("")) {
            assertThat(failure(http, HttpCall.get(server.address()).build()).maybeApplied())
                    .isFalse();
            assertThat(failure(http, HttpCall.post(server.address()).readsOnly().build())
                            .maybeApplied())
                    .isFalse();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void truncatedAnswersAreFailures() throws IOException {
        for (String truncated : List.of(
                "HTTP/1.1 200 OK\r\nContent-Le",
                HEAD + "Content-Length: 10\r\n\r\n[1,2]",
                HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\n[1,2]\r\n")) {
            try (RawServer server = RawServer.answering(truncated)) {
                assertThat(failure(http, post(server.address())).maybeApplied())
                        .as(truncated)
                        .isTrue();
                List<Object> rows = new ArrayList<>();
                assertThatThrownBy(
                                () -> http.stream(HttpCall.get(server.address()).build(), rows(rows)))
                        .isInstanceOf(TemporaryFailure.class);
            }
        }
    }

    @Test
    void whatIsNoHttpIsAFailure() throws IOException {
        try (RawServer server = RawServer.answering("220 smtp.example ESMTP secret-token\r\n")) {
            HttpCall call =
                    HttpCall.post(server.address()).bearer("secret-token").build();

            TemporaryFailure failure = failure(http, call);

            assertThat(failure.maybeApplied()).isTrue();
            assertThat(failure).hasNoCause();
            assertThat(failure.getMessage()).doesNotContain("secret-token");
        }
    }

    @Test
    void aLargeAnswerIsReadNoFurtherThanAllowed() throws IOException {
        AtomicLong sent = new AtomicLong();
        try (RawServer server = new RawServer((out, in) -> {
            out.write((HEAD + "\r\n[").getBytes(UTF_8));
            byte[] part = "\"0123456789\",".repeat(5_000).getBytes(UTF_8);
            while (sent.addAndGet(part.length) < 500_000_000) {
                out.write(part);
            }
        })) {
            TemporaryFailure failure = failure(http, post(server.address()));

            assertThat(failure).hasMessageContaining("larger than the allowed 1000000 bytes");
            assertThat(failure.maybeApplied()).isTrue();
            // beyond the limit only what fits into the buffers of two sockets
            assertThat(sent.get()).isLessThan(50_000_000);
        }
    }

    @Test
    void anAnswerThatJustFitsIsRead() throws IOException {
        try (RawServer server = RawServer.answering(HEAD + "Content-Length: 5\r\n\r\n[1,2]")) {
            assertThat(http.send(HttpCall.get(server.address()).largestAnswer(5).build())
                            .text())
                    .isEqualTo("[1,2]");
            assertThatThrownBy(() -> http.send(
                            HttpCall.get(server.address()).largestAnswer(4).build()))
                    .isInstanceOf(TemporaryFailure.class);
        }
    }

    @Test
    void aBombOfCompressionIsBoundedByWhatItBecomes() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            for (int i = 0; i < 50; i++) {
                out.write(new byte[1_000_000]);
            }
        }
        try (RawServer server = new RawServer((out, in) -> {
            out.write(
                    (HEAD + "Content-Encoding: gzip\r\nContent-Length: " + zipped.size() + "\r\n\r\n").getBytes(UTF_8));
            out.write(zipped.toByteArray());
        })) {
            assertThat(failure(http, HttpCall.get(server.address()).build())).hasMessageContaining("larger");
        }
    }

    @Test
    void aServerThatDripsForEverIsLeftInTime() throws IOException {
        RawServer.Behaviour drip = (out, in) -> {
            out.write((HEAD + "\r\n[").getBytes(UTF_8));
            while (true) {
                out.write("1,".getBytes(UTF_8));
                out.flush();
                LockSupport.parkNanos(1_000_000);
            }
        };

        TemporaryFailure whole = leftInTime(
                drip,
                (address, limit) -> http.send(HttpCall.get(address)
                        .timeout(limit)
                        .largestAnswer(Long.MAX_VALUE)
                        .build()));
        TemporaryFailure streamed = leftInTime(
                drip,
                (address, limit) ->
                        http.stream(HttpCall.put(address).timeout(limit).build(), rows(new ArrayList<>())));

        assertThat(whole).hasMessageContaining("timeout");
        assertThat(streamed.maybeApplied()).isTrue();
    }

    @Test
    void aServerThatNeverAnswersIsLeftInTime() throws IOException {
        TemporaryFailure failure = leftInTime(
                (out, in) -> in.read(),
                (address, limit) ->
                        http.send(HttpCall.post(address).timeout(limit).build()));

        assertThat(failure.maybeApplied()).isTrue();
    }

    /** A call that arrived and is not answered in time. On a busy machine a short time may be over before it arrives. */
    private static TemporaryFailure leftInTime(
            RawServer.Behaviour behaviour, BiFunction<Address, Duration, HttpAnswer> call) throws IOException {
        for (Duration limit = Duration.ofMillis(200); ; limit = limit.multipliedBy(4)) {
            try (RawServer server = new RawServer(behaviour)) {
                Address address = server.address();
                Duration most = limit;
                Throwable thrown = catchThrowable(() -> call.apply(address, most));
                assertThat(thrown).isInstanceOf(TemporaryFailure.class);
                if (!server.requests().isEmpty()) {
                    return (TemporaryFailure) thrown;
                }
            }
        }
    }

    @Test
    void anInterruptionEndsTheWaitForAnAnswer() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (RawServer server = new RawServer((out, in) -> {
            arrived.countDown();
            in.read();
        })) {
            Interrupted ended = interruptedAfter(arrived, () -> http.send(post(server.address())));

            assertThat(ended.flag()).isTrue();
            assertThat(ended.failure())
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            e -> assertThat(e.maybeApplied()).isTrue());
            assertThat(ended.failure()).hasMessageContaining("was interrupted");
        }
    }

    @Test
    void anInterruptionEndsTheReadingOfABody() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        try (RawServer server = new RawServer((out, in) -> {
            out.write((HEAD + "\r\n[1,").getBytes(UTF_8));
            in.read();
        })) {
            HttpCall call = HttpCall.get(server.address()).build();

            Interrupted ended = interruptedAfter(
                    reading,
                    () -> http.stream(call, body -> {
                        body.read();
                        reading.countDown();
                        body.readAllBytes();
                    }));

            assertThat(ended.flag()).isTrue();
            assertThat(ended.failure()).isInstanceOf(TemporaryFailure.class);
        }
    }

    @Test
    void anInterruptedThreadSendsNothing() throws IOException {
        try (RawServer server = RawServer.answering(HEAD + "Content-Length: 0\r\n\r\n")) {
            Thread.currentThread().interrupt();

            Throwable failure = catchThrowable(() -> http.send(post(server.address())));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure)
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            e -> assertThat(e.maybeApplied()).isFalse());
            assertThat(server.requests()).isEmpty();
            assertThat(http.send(post(server.address())).status()).isEqualTo(200);
        }
    }

    @Test
    void noMoreCallsThanAllowedRunAtOnce() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (RawServer server = new RawServer((out, in) -> {
                    arrived.countDown();
                    in.read();
                });
                HttpCalls one = HttpCalls.builder()
                        .concurrency(1)
                        .callTimeout(Duration.ofMillis(200))
                        .build()) {
            HttpCall slow = HttpCall.get(server.address())
                    .timeout(Duration.ofSeconds(30))
                    .build();

            Interrupted first = interruptedAfter(arrived, () -> one.send(slow), () -> {
                assertThat(failure(one, post(server.address()))).hasMessageContaining("too many calls");
                assertThat(server.requests()).hasSize(1);
            });

            assertThat(first.failure()).isInstanceOf(TemporaryFailure.class);
        }
    }

    @Test
    void closingEndsWhatRuns() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (RawServer server = new RawServer((out, in) -> {
            arrived.countDown();
            in.read();
        })) {
            HttpCalls closing = HttpCalls.standard();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread caller = new Thread(() -> failure.set(catchThrowable(() -> closing.send(post(server.address())))));
            caller.start();
            arrived.await();

            closing.close();
            caller.join();

            assertThat(failure.get()).isInstanceOf(TemporaryFailure.class);
        }
    }

    @Test
    void anAnswerThatIsNoJsonLeavesAWriteInDoubt() throws IOException {
        String page = "<html>sign in, token-1</html>";
        try (RawServer server = RawServer.answering(HEAD + "Content-Length: " + page.length() + "\r\n\r\n" + page)) {
            HttpAnswer answer =
                    http.send(HttpCall.put(server.address()).bearer("token-1").build());

            assertThatThrownBy(() -> answer.json(Json.standard()))
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            e -> assertThat(e.maybeApplied()).isTrue())
                    .hasMessageContaining("<html>sign in, ***</html>")
                    .hasMessageContaining("unreadable JSON: line 1, column");
        }
    }

    @Test
    void aStreamThatIsNoJsonIsShownWithoutSecretsAndChangedNothing() throws IOException {
        String page = "<html>sign in, token-1</html>";
        try (RawServer server = RawServer.answering(HEAD + "Content-Length: " + page.length() + "\r\n\r\n" + page)) {
            HttpCall read = HttpCall.get(server.address()).bearer("token-1").build();

            assertThatThrownBy(() -> http.stream(read, rows(new ArrayList<>())))
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            e -> assertThat(e.maybeApplied()).isFalse())
                    .hasMessageContaining("answered 200 <html>sign in, ***</html>");
        }
    }

    @Test
    void ofALongStreamThatIsNoJsonTheBeginningIsShownWithoutASecretThatWasReadInPart() throws IOException {
        String secret = "s".repeat(50_000);
        String page = "<html>" + "x".repeat(190) + secret;
        try (RawServer server = RawServer.answering(HEAD + "Content-Length: " + page.length() + "\r\n\r\n" + page)) {
            HttpCall read = HttpCall.get(server.address()).bearer(secret).build();

            assertThatThrownBy(() -> http.stream(read, rows(new ArrayList<>())))
                    .hasMessageContaining("answered 200 <html>xxx")
                    .hasMessageNotContaining("sss")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
        }
    }

    @Test
    void anUnsuccessfulAnswerIsNotHandedOutAsRows() throws IOException {
        AtomicBoolean handed = new AtomicBoolean();
        try (RawServer server = RawServer.answering("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}")) {
            HttpAnswer answer = http.stream(HttpCall.get(server.address()).build(), body -> handed.set(true));

            assertThat(answer.text()).isEqualTo("{}");
            assertThat(handed).isFalse();
        }
    }

    private static BodyReader rows(List<Object> rows) {
        return body -> Json.standard().rows(body, Pointer.ROOT, (key, row) -> rows.add(key));
    }

    private static HttpCall post(Address address) {
        return HttpCall.post(address).build();
    }

    private static TemporaryFailure failure(HttpCalls http, HttpCall call) {
        Throwable thrown = catchThrowable(() -> http.send(call));
        assertThat(thrown).isInstanceOf(TemporaryFailure.class);
        return (TemporaryFailure) thrown;
    }

    private static Interrupted interruptedAfter(CountDownLatch moment, Runnable call) throws InterruptedException {
        return interruptedAfter(moment, call, () -> {});
    }

    private static Interrupted interruptedAfter(CountDownLatch moment, Runnable call, Runnable meanwhile)
            throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            failure.set(catchThrowable(call::run));
            flag.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        moment.await();
        meanwhile.run();
        caller.interrupt();
        caller.join();
        return new Interrupted(failure.get(), flag.get());
    }

    private record Interrupted(Throwable failure, boolean flag) {}
}
