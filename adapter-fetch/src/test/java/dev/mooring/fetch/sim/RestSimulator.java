package dev.mooring.fetch.sim;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A running API of some style, with rows at {@code /api/<collection>}, one row at {@code /api/<collection>/<id>} and, where
 * there is a feed, {@code /api/<collection>/changes}. A collection is empty until something is written. Beside HTTP it can
 * be told what happens behind the scenes. Safe for several threads.
 */
public final class RestSimulator implements AutoCloseable {
    private final WireMockServer server;
    private final SimulatedApi api;
    private final Style style;

    private RestSimulator(Style style) {
        this.style = style;
        this.api = new SimulatedApi(style);
        this.server = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .containerThreads(60)
                .http2PlainDisabled(true)
                .gzipDisabled(true)
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                .extensions(api));
        server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(api.getName())));
        server.start();
    }

    /** Starts an API. */
    public static RestSimulator start(Style style) {
        return new RestSimulator(style);
    }

    /** Where it is, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Its habits. */
    public Style style() {
        return style;
    }

    /** From now on every write has the same stamp, until the clock goes on. */
    public void holdClock(boolean still) {
        api.inside(world -> {
            world.hold(still);
            return still;
        });
    }

    /** A row that was stamped a while ago becomes visible only now: its transaction was slow. */
    public void commitLate(String collection, String id, String fields, long microsAgo) {
        write(collection, id, fields, true, microsAgo);
    }

    /** A row that was put in past the API, without a stamp. */
    public void importWithoutStamp(String collection, String id, String fields) {
        write(collection, id, fields, false, 0);
    }

    /** Every cursor of the change feed is too old from now on. */
    public void expireCursors() {
        api.inside(world -> {
            world.expireCursors();
            return world;
        });
    }

    /** Every idempotency key is forgotten: at Stripe, that happens after a day. */
    public void forgetKeys() {
        api.inside(world -> {
            world.forgetKeys();
            return world;
        });
    }

    /** Lets a token in. */
    public void admit(String token) {
        api.inside(world -> {
            world.admit(token);
            return token;
        });
    }

    /** No token is good any more. */
    public void expireTokens() {
        api.inside(world -> {
            world.expireTokens();
            return world;
        });
    }

    @Override
    public void close() {
        server.stop();
    }

    private void write(String collection, String id, String fields, boolean stamped, long microsAgo) {
        api.inside(world -> {
            Optional<Long> stamp = stamped ? Optional.of(world.stamp() - microsAgo) : Optional.empty();
            return world.items(collection)
                    .save(id, Trees.parseObject(fields.getBytes(StandardCharsets.UTF_8)), false, stamp);
        });
    }
}
