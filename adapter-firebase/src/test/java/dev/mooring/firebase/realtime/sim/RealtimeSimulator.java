package dev.mooring.firebase.realtime.sim;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A running database. Beside HTTP it can be told what happens behind the scenes. Safe for several threads. */
public final class RealtimeSimulator implements AutoCloseable {

    private final SimulatedDatabase database = new SimulatedDatabase();
    private final StreamServer streams = StreamServer.start(database);
    private final WireMockServer server;

    private RealtimeSimulator() {
        server = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .containerThreads(60)
                .http2PlainDisabled(true)
                .gzipDisabled(true)
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                .extensions(database));
        server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(database.getName())));
        server.start();
        tell(world -> {
            world.streams("http://" + streams.authority());
            world.watch(streams::changed);
        });
    }

    /** Starts an empty database that has no index and lets everybody in. */
    public static RealtimeSimulator start() {
        return new RealtimeSimulator();
    }

    /** Where it is, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Where it redirects streams to: {@code host:port}. */
    public String streamHost() {
        return streams.authority();
    }

    /** Every open stream says {@code keep-alive}, {@code cancel} or {@code auth_revoked}. */
    public void say(String type) {
        streams.say(type, "null");
    }

    /** Every open stream ends. */
    public void cutStreams() {
        streams.cut();
    }

    /** Every collection has an index on the field. */
    public RealtimeSimulator indexed(String field) {
        tell(world -> world.index("*", field));
        return this;
    }

    /** The rules name no index any more. */
    public void dropIndexes() {
        tell(World::dropIndexes);
    }

    /** Lets a token in, and from now on nobody without one. */
    public void admit(String token) {
        tell(world -> world.admit(token));
    }

    /** The token is no longer good. */
    public void expire(String token) {
        tell(world -> world.expire(token));
    }

    /** The rules let nobody read or write there. */
    public void deny(String... path) {
        tell(world -> world.deny(List.of(path)));
    }

    /** "The answer contains the data specified in the request": server values in it stay as they were sent. */
    public void repeatWhatIsSent() {
        tell(World::repeat);
    }

    /** From now on every write has the same time, until the clock goes on. */
    public void holdClock(boolean still) {
        tell(world -> world.hold(still));
    }

    /** Another client of the database puts something there; null takes it away. */
    public void put(@Nullable Object value, String... path) {
        tell(world -> world.write(Map.of(List.of(path), Optional.ofNullable(Nodes.stored(value, world::now)))));
    }

    /** A record becomes visible so many milliseconds after the time that it carries in the field. */
    public void putLate(long millis, String field, String... path) {
        tell(world -> {
            world.pass();
            world.write(Map.of(
                    List.of(path), Optional.ofNullable(Nodes.stored(Map.of(field, world.now() - millis), world::now))));
        });
    }

    /** What stands there, as the database would answer it. */
    public @Nullable Object at(String... path) {
        return database.inside(
                        world -> Optional.ofNullable(Nodes.shown(world.tree().at(List.of(path)))))
                .orElse(null);
    }

    /** The database's present time, in milliseconds. */
    public long now() {
        return database.inside(World::now);
    }

    @Override
    public void close() {
        streams.close();
        server.stop();
    }

    private void tell(Consumer<World> word) {
        database.inside(world -> {
            word.accept(world);
            return true;
        });
    }
}
