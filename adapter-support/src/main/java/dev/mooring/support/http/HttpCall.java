package dev.mooring.support.http;

import dev.mooring.sync.Misconfigured;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** One request, not sent yet. Printed without its query and its headers. Immutable. */
public final class HttpCall {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final String method;
    private final Address address;
    private final Headers headers;
    private final Set<String> secrets;
    private final @Nullable RequestBody body;
    private final boolean reading;
    private final String about;
    private final @Nullable Duration timeout;
    private final long largestAnswer;

    private HttpCall(Builder builder) {
        method = builder.method;
        address = builder.address;
        headers = builder.headers.build();
        secrets = Collections.unmodifiableSet(new LinkedHashSet<>(builder.secrets));
        body = builder.body;
        reading = builder.reading;
        about = builder.about;
        timeout = builder.timeout;
        largestAnswer = builder.largestAnswer;
    }

    /** A call by any method. */
    public static Builder of(String method, Address address) {
        return new Builder(method, address);
    }

    /** A GET. */
    public static Builder get(Address address) {
        return of("GET", address);
    }

    /** A POST. */
    public static Builder post(Address address) {
        return of("POST", address);
    }

    /** A PUT. */
    public static Builder put(Address address) {
        return of("PUT", address);
    }

    /** A PATCH. */
    public static Builder patch(Address address) {
        return of("PATCH", address);
    }

    /** A DELETE. */
    public static Builder delete(Address address) {
        return of("DELETE", address);
    }

    /** Where it goes. */
    public Address address() {
        return address;
    }

    /** Whether it changes nothing, so that a lost answer leaves no doubt. */
    public boolean reading() {
        return reading;
    }

    /** What is attempted, the method and the address without its query. */
    @Override
    public String toString() {
        return (about.isEmpty() ? "" : about + ": ") + method + " " + address;
    }

    Set<String> secrets() {
        return secrets;
    }

    Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    OptionalLong largestAnswer() {
        return largestAnswer < 0 ? OptionalLong.empty() : OptionalLong.of(largestAnswer);
    }

    Request request(Address to, String userAgent, Progress progress) {
        Headers sent = headers.get("User-Agent") == null
                ? headers.newBuilder().add("User-Agent", userAgent).build()
                : headers;
        return new Request.Builder()
                .url(to.url())
                .headers(sent)
                .method(method, body == null && needsBody() ? RequestBody.create(new byte[0]) : body)
                .tag(Progress.class, progress)
                .build();
    }

    private boolean needsBody() {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    /** Puts a call together. Not safe for several threads. */
    public static final class Builder {

        private final String method;
        private final Address address;
        private final Headers.Builder headers = new Headers.Builder();
        private final Set<String> secrets = new LinkedHashSet<>();
        private @Nullable RequestBody body;
        private boolean reading;
        private String about = "";
        private @Nullable Duration timeout;
        private long largestAnswer = -1;

        private Builder(String method, Address address) {
            this.method = method;
            this.address = address;
            this.reading = READING.contains(method);
        }

        /** What is attempted, for messages: {@code updating todos '17'}. */
        public Builder about(String text) {
            about = text;
            return this;
        }

        /**
         * One header more.
         *
         * @throws Misconfigured when HTTP does not allow a character of it; the value is not repeated
         */
        public Builder header(String name, String value) {
            int bad = HeaderValue.firstForbidden(value);
            if (bad >= 0) {
                throw new Misconfigured("the header " + name + " has a character at position " + bad
                        + " that HTTP does not allow: only visible ASCII and blanks");
            }
            headers.add(name, value);
            return this;
        }

        /** One header more whose value never appears in a message, wherever a server may repeat it. */
        public Builder secretHeader(String name, String value) {
            secret(value);
            int blank = value.indexOf(' ');
            return secret(blank < 0 ? value : value.substring(blank + 1)).header(name, value);
        }

        /** {@code Authorization: Bearer ...}. */
        public Builder bearer(String token) {
            return secretHeader("Authorization", "Bearer " + token);
        }

        /** A text that never appears in a message: a key in the query, a password in the body. */
        public Builder secret(String text) {
            secrets.add(text);
            return this;
        }

        /** A body. */
        public Builder body(String mediaType, byte[] content) {
            body = RequestBody.create(content, MediaType.get(mediaType));
            return this;
        }

        /** A body of JSON. */
        public Builder json(byte[] content) {
            return body("application/json", content);
        }

        /** Says that the call changes nothing although its method might: a search by POST. */
        public Builder readsOnly() {
            reading = true;
            return this;
        }

        /** Another limit for the whole call than the client's. */
        public Builder timeout(Duration limit) {
            timeout = limit;
            return this;
        }

        /** Another limit for the answer's body than the client's. */
        public Builder largestAnswer(long bytes) {
            largestAnswer = bytes;
            return this;
        }

        /** Makes the call. */
        public HttpCall build() {
            return new HttpCall(this);
        }
    }
}
