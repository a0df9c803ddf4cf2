package dev.mooring.fetch;

import dev.mooring.support.events.Reconnect;
import dev.mooring.support.given.Given;
import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpCalls;
import dev.mooring.support.http.PathSegment;
import dev.mooring.support.json.Json;
import dev.mooring.support.resilience.Resilience;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import dev.mooring.support.status.StatusTable;
import dev.mooring.support.token.TokenSource;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.backend.Backend;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A REST API as one user sees it: the connection, the sign-in, and what its collections are like. Safe for several threads.
 *
 * <pre>{@code
 * FetchBackend api = FetchBackend.builder(URI.create("https://api.example.com"))
 *         .token(session::token)
 *         .resource("todos", Resource.builder().rows("/data").paging(Paging.LINK).build())
 *         .build();
 * SyncAdapter todos = api.collection("todos");
 * }</pre>
 */
public final class FetchBackend implements Backend {

    private static final Resource PLAIN = Resource.builder().build();

    private final Builder options;
    private final Address base;
    private final HttpCalls calls;
    private final Json json;
    private final @Nullable Resilience resilience;
    private final @Nullable TokenSource tokens;

    private FetchBackend(Builder options) {
        this.options = options;
        this.base = Address.of(options.url.toString());
        this.tokens = options.token == null ? null : TokenSource.of(guarded(options.token));
        this.calls = options.calls.get();
        this.json = Json.standard();
        this.resilience = options.resilience.get();
    }

    /** Any REST API, below this address. */
    public static Builder builder(URI url) {
        return new Builder(url);
    }

    /** The reference backend of this project. */
    public static Builder mooringRest(URI url) {
        return builder(url).resource(Resource.builder(Preset.MOORING_REST).build());
    }

    /**
     * The adapter of a collection.
     *
     * @throws Misconfigured when its resource contradicts itself
     */
    @Override
    public SyncAdapter collection(String name) {
        if (!PathSegment.canCarry(Given.text(name, "a collection's name"))) {
            throw new IllegalArgumentException("a collection cannot be called '" + name + "'");
        }
        Resource resource = options.resource(name);
        FetchErrors errors = new FetchErrors(resource, options.statuses, options.statusOfCode);
        Exchange exchange = new Exchange(calls, json, base, options.headers, tokens, errors);
        SyncAdapter adapter = adapter(name, resource, exchange);
        return resilience == null ? adapter : resilience.around(adapter);
    }

    private SyncAdapter adapter(String name, Resource resource, Exchange exchange) {
        String scope = scope(name, resource);
        if (resource.get(FetchSettings.SINGLE) == Single.NO) {
            return new FetchAdapter(new FetchParts(resource, name, scope, exchange, options.pauses));
        }
        Rows rows = new Rows(resource);
        SingleShape shape = new SingleShape(resource, rows);
        Guarantees guarantees = shape.guarantees(scope);
        SingleDocument document = new SingleDocument(resource, new Routes(resource, name), exchange, name);
        return new SingleAdapter(document, shape, exchange, guarantees, new Gate(guarantees, rows.names()));
    }

    @Override
    public void close() {
        calls.close();
    }

    /** Names the address and nothing secret. */
    @Override
    public String toString() {
        return "FetchBackend[" + base + "]";
    }

    /** An application's own failure to find a token is a passing one: nothing was sent. */
    private static Supplier<String> guarded(Supplier<String> source) {
        return () -> {
            try {
                return source.get();
            } catch (SyncException e) {
                throw e;
            } catch (RuntimeException e) {
                throw TemporaryFailure.notApplied("there is no token: its supplier failed", e);
            }
        };
    }

    /** Two resources that list different records must differ here; the URLs may hold a key, so that only their sum is shown. */
    private String scope(String collection, Resource resource) {
        CRC32 sum = new CRC32();
        for (var setting : List.of(FetchSettings.LIST, FetchSettings.CHANGES, FetchSettings.ITEM)) {
            sum.update((resource.text(setting) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String user = options.user.isEmpty() ? "" : " as " + options.user;
        return "fetch " + base + " " + collection + user + " #" + Long.toHexString(sum.getValue());
    }

    /** Sets one part after the other. Not safe for several threads. */
    public static final class Builder {

        private final URI url;
        private final Map<String, Resource> resources = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private Function<String, Resource> others = name -> PLAIN;
        private Supplier<@Nullable Resilience> resilience = () -> Resilience.standard("fetch");
        private @Nullable Supplier<String> token;
        private String user = "";
        private Consumer<StatusTable.Builder> statuses = table -> {};
        private final Map<String, Integer> statusOfCode = new LinkedHashMap<>();
        private Duration timeout = Duration.ofSeconds(10);
        private Supplier<HttpCalls> calls =
                () -> HttpCalls.builder().callTimeout(timeout).build();
        private IntFunction<Duration> pauses = Reconnect.jittered(
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                () -> ThreadLocalRandom.current().nextDouble());

        private Resource resource(String collection) {
            Resource own = resources.get(collection);
            return own == null ? others.apply(collection) : own;
        }

        private Builder(URI url) {
            this.url = Given.present(url, "the address");
        }

        /** What every collection is like that has no resource of its own. */
        public Builder resource(Resource each) {
            Given.present(each, "a resource");
            others = name -> each;
            return this;
        }

        /** What one collection is like. */
        public Builder resource(String collection, Resource own) {
            resources.put(Given.text(collection, "a collection's name"), Given.present(own, "a resource"));
            return this;
        }

        /** One header of every request; its value never appears in a message. */
        public Builder header(String name, String value) {
            headers.put(Given.text(name, "a header's name"), Given.present(value, "a header's value"));
            return this;
        }

        /**
         * Where the bearer token comes from. Asked when it is needed, and once more when the server refuses it, by one caller at a time
         * and from any thread.
         */
        public Builder token(Supplier<String> source) {
            token = Given.present(source, "the source of tokens");
            return this;
        }

        /** Names the user in the scope: what one user has stored is never taken for another's. */
        public Builder user(String name) {
            user = Given.present(name, "the user");
            return this;
        }

        /** What a status means, for these kinds of calls or for all; put before the standard table. */
        public Builder status(int status, Reaction reaction, CallKind... kinds) {
            Given.present(reaction, "a reaction");
            Given.present(kinds, "the kinds of calls");
            statuses = statuses.andThen(table -> table.row(status, reaction, kinds));
            return this;
        }

        /** Which status an error with this code stands for, where errors come in successful answers; 400 unless said. */
        public Builder codeStatus(String code, int status) {
            statusOfCode.put(Given.text(code, "a code"), status);
            return this;
        }

        /** How long one call may take; ten seconds unless said. */
        public Builder timeout(Duration limit) {
            timeout = Given.time(limit, "the time-out");
            return this;
        }

        /**
         * How often one call is made at most, and the longest first pause between attempts: three and 200 ms unless said. What is given
         * up goes to the engine, which is more patient.
         */
        public Builder retries(int attempts, Duration pause) {
            Given.present(pause, "the pause");
            resilience = () -> Resilience.builder("fetch")
                    .attempts(attempts)
                    .pauses(pause, pause.multipliedBy(10))
                    .build();
            return this;
        }

        /** Another policy for repeated calls; share it between backends that are down together. */
        public Builder resilience(Resilience policy) {
            Given.present(policy, "a policy");
            resilience = () -> policy;
            return this;
        }

        /** Hands out adapters that fail at once, without repetition and breaker: for those who have a policy of their own. */
        public Builder bare() {
            resilience = () -> null;
            return this;
        }

        /** Whatever each collection is like, by its name. */
        Builder resources(Function<String, Resource> byName) {
            others = byName;
            return this;
        }

        /** How long to wait before a stream of events is opened for the n-th time, from 0 on. */
        public Builder reconnect(IntFunction<Duration> wait) {
            pauses = Given.present(wait, "the waits");
            return this;
        }

        /** Checks and makes the backend. No I/O. */
        public FetchBackend build() {
            return new FetchBackend(this);
        }
    }
}
