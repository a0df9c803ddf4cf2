package dev.mooring.support.http;

import dev.mooring.support.given.Given;
import dev.mooring.sync.Misconfigured;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A URL under construction. Segments and query values are encoded so that no text becomes another path or filter. Printed without
 * its query, where secrets and filters are. Immutable.
 */
public final class Address {

    private final HttpUrl url;

    private Address(HttpUrl url) {
        this.url = url;
    }

    /**
     * Reads an absolute http or https URL.
     *
     * @throws Misconfigured when it is none, or when it holds a user name or a password
     */
    public static Address of(String url) {
        HttpUrl parsed = HttpUrl.parse(Given.present(url, "an address").trim());
        if (parsed == null) {
            throw new Misconfigured("not an http or https address: '" + beforeQuery(url) + "'");
        }
        if (!parsed.encodedUsername().isEmpty() || !parsed.encodedPassword().isEmpty()) {
            throw new Misconfigured("credentials do not belong into an address: use a header for " + parsed.host());
        }
        return new Address(parsed);
    }

    /**
     * This address with more path behind it.
     *
     * @param encoded one or several segments, encoded already: a fixed part of a configuration, never an id
     */
    public Address path(String encoded) {
        String more = encoded.startsWith("/") ? encoded.substring(1) : encoded;
        return more.isEmpty()
                ? this
                : new Address(
                        withoutTrailingSlash().addEncodedPathSegments(more).build());
    }

    /**
     * This address with one segment behind it.
     *
     * @param text any text but those that {@link PathSegment} refuses
     */
    public Address segment(String text) {
        return new Address(withoutTrailingSlash()
                .addEncodedPathSegment(PathSegment.encode(text))
                .build());
    }

    /** This address with a query parameter more, both parts encoded. */
    public Address query(String name, String value) {
        return new Address(url.newBuilder()
                .addEncodedQueryParameter(PathSegment.encodeQuery(name), PathSegment.encodeQuery(value))
                .build());
    }

    /**
     * The address that a link on a page of this address means: absolute or relative. Ask {@link #sameOrigin} before credentials are
     * sent there.
     *
     * @throws Misconfigured when it is none
     */
    public Address resolve(String link) {
        HttpUrl resolved = url.resolve(link);
        if (resolved == null) {
            throw new Misconfigured(this + " links to what is no http or https address: '" + beforeQuery(link) + "'");
        }
        return of(resolved.toString());
    }

    /** Whether both have the same scheme, host and port: only then credentials may be sent to the other as well. */
    public boolean sameOrigin(Address other) {
        return url.scheme().equals(other.url.scheme())
                && url.host().equals(other.url.host())
                && url.port() == other.url.port();
    }

    /** The host name. */
    public String host() {
        return url.host();
    }

    /** The whole URL, query included: for sending it, never for a message. */
    public String full() {
        return url.toString();
    }

    /** Without the query. */
    @Override
    public String toString() {
        return url.newBuilder().query(null).fragment(null).build().toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address && url.equals(address.url);
    }

    @Override
    public int hashCode() {
        return url.hashCode();
    }

    HttpUrl url() {
        return url;
    }

    /** The address that a link means, or null where it leads to another origin or nowhere. */
    @Nullable Address withinOrigin(String link) {
        HttpUrl resolved = url.resolve(link);
        if (resolved == null) {
            return null;
        }
        Address there =
                new Address(resolved.newBuilder().username("").password("").build());
        return there.sameOrigin(this) ? there : null;
    }

    private HttpUrl.Builder withoutTrailingSlash() {
        HttpUrl.Builder builder = url.newBuilder();
        int last = url.pathSize() - 1;
        return url.pathSegments().get(last).isEmpty() ? builder.removePathSegment(last) : builder;
    }

    private static String beforeQuery(String url) {
        String plain = url.replaceAll("[?#].*", "").replaceAll("//[^/]*@", "//");
        return plain.length() <= 200 ? plain : plain.substring(0, 200);
    }
}
