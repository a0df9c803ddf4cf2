package dev.mooring.contract.fault;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * The true server. WireMock's own proxying reads each answer whole before it passes anything on, so that server-sent events
 * would never arrive, and it hides a failure to reach the server behind a status; hence this exchange of our own.
 */
final class Upstream {

    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final HttpClient client;
    private final String origin;

    Upstream(URI base, HttpClient client) {
        this.client = client;
        this.origin = base.getScheme() + "://" + base.getRawAuthority();
    }

    /** The headers that belong to one connection and not to what travels on it. */
    static boolean isOfTheConnection(String header) {
        return OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    /**
     * Sends a request on; the body of the answer is read by whoever asked.
     *
     * @param packed whether the server may pack its answer as the caller would like it
     */
    Answer exchange(Request request, boolean packed) throws IOException, InterruptedException {
        HttpRequest.Builder copy = HttpRequest.newBuilder(URI.create(origin + legal(request.getUrl())));
        for (HttpHeader header : request.getHeaders().all()) {
            boolean unwanted = !packed && header.key().equalsIgnoreCase("Accept-Encoding");
            if (!unwanted && !isOfTheConnection(header.key())) {
                header.values().forEach(value -> copy.header(header.key(), value));
            }
        }
        byte[] body = bodyOf(request);
        boolean hasBody = body.length > 0 || request.containsHeader("Content-Length");
        copy.method(
                request.getMethod().getName(), hasBody ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody());
        return new Answer(client.send(copy.build(), BodyHandlers.ofInputStream()), origin);
    }

    /** WireMock unpacks what arrives packed, and leaves the header. */
    private static byte[] bodyOf(Request request) throws IOException {
        byte[] body = request.getBody() == null ? new byte[0] : request.getBody();
        if (!request.containsHeader("Content-Encoding")
                || !request.header("Content-Encoding").firstValue().contains("gzip")) {
            return body;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }

    /** Some clients send characters bare that a {@link URI} must have encoded. */
    private static String legal(String url) {
        StringBuilder legal = new StringBuilder(url.length());
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if ("\"<>\\^`{}|[]".indexOf(c) >= 0) {
                legal.append('%').append(String.format("%02X", (int) c));
            } else {
                legal.append(c);
            }
        }
        return legal.toString();
    }
}
