package dev.mooring.contract.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request and its whole answer: bounded in time and in size. */
final class JsonCall {

    private final HttpClient client;
    private final Duration timeOut;
    private final int largestAnswer;

    JsonCall(HttpClient client, Duration timeOut, int largestAnswer) {
        this.client = client;
        this.timeOut = timeOut;
        this.largestAnswer = largestAnswer;
    }

    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, head -> new BoundedBody(largestAnswer));
        try {
            return answer.get(timeOut.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + timeOut, e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }
}
