package dev.mooring.contract.fault;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import java.util.Set;
import java.util.function.Predicate;

/** Reads requests: what they are, whether they write, which credentials they carry. Safe for several threads. */
final class Journal {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final int LONGEST = 10_000;

    private final Credentials credentials = new Credentials();
    private volatile Predicate<String> alsoReads = what -> false;

    void alsoReads(Predicate<String> what) {
        alsoReads = what;
    }

    Faults.Request note(Request request) {
        String method = request.getMethod().getName();
        String url = request.getUrl();
        int query = url.indexOf('?');
        String what = method + " " + (query < 0 ? url : url.substring(0, query));
        StringBuilder whole = new StringBuilder(method).append(' ').append(url).append('\n');
        if (query >= 0) {
            credentials.query(url.substring(query + 1));
        }
        for (HttpHeader header : request.getHeaders().all()) {
            for (String value : header.values()) {
                credentials.header(header.key(), value);
                whole.append(header.key()).append(": ").append(value).append('\n');
            }
        }
        String body = request.getBodyAsString();
        whole.append('\n').append(body, 0, Math.min(body.length(), LONGEST));
        return new Faults.Request(what, !READING.contains(method) && !alsoReads.test(what), whole.toString());
    }

    Set<String> credentials() {
        return credentials.found();
    }
}
