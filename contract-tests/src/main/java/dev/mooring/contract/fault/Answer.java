package dev.mooring.contract.fault;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The true server's answer, whose body is still to be read. */
final class Answer {

    private static final Set<String> LINKS = Set.of("content-location", "link", "location");

    private final HttpResponse<InputStream> response;
    private final String origin;

    Answer(HttpResponse<InputStream> response, String origin) {
        this.response = response;
        this.origin = origin;
    }

    int status() {
        return response.statusCode();
    }

    InputStream body() {
        return response.body();
    }

    /** Reads the body to its end. */
    byte[] read() throws IOException {
        try (InputStream body = response.body()) {
            return body.readAllBytes();
        }
    }

    /** The headers without some; links to the server become links to the proxy, or the next page would pass it by. */
    HttpHeaders headers(URI proxy, Set<String> dropped) {
        List<HttpHeader> headers = new ArrayList<>();
        response.headers().map().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean length = lower.equals("content-length");
            if (!dropped.contains(lower) && (length || !Upstream.isOfTheConnection(lower))) {
                headers.add(new HttpHeader(name, LINKS.contains(lower) ? linked(values, proxy) : values));
            }
        });
        return new HttpHeaders(headers);
    }

    private List<String> linked(List<String> values, URI proxy) {
        return values.stream()
                .map(value -> value.replace(origin, proxy.toString()))
                .toList();
    }
}
