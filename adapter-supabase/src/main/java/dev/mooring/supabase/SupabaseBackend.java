package dev.mooring.supabase;

import dev.mooring.supabase.auth.SupabaseAuth;
import dev.mooring.supabase.internal.realtime.Loop;
import dev.mooring.supabase.internal.realtime.Realtime;
import dev.mooring.supabase.internal.realtime.Topic;
import dev.mooring.support.given.Given;
import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpCalls;
import dev.mooring.support.resilience.Resilience;
import dev.mooring.support.resilience.Sleeper;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.backend.Backend;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Supabase project as one user sees it: the connection, the keys, and what its tables are like. Safe for several threads.
 *
 * <pre>{@code
 * SupabaseBackend project = SupabaseBackend.builder(URI.create("https://abc.supabase.co"), () -> publishableKey)
 *         .token(session::accessToken)
 *         .table("todos", SupabaseTable.builder().id("id", IdType.UUID).updatedAt("updated_at").build())
 *         .build();
 * SyncAdapter todos = project.collection("todos");
 * }</pre>
 */
public final class SupabaseBackend implements Backend {

    private static final SupabaseTable PLAIN = SupabaseTable.builder().build();

    private final Builder options;
    private final Address base;
    private final HttpCalls calls;
    private final Session session;
    private final Realtime realtime;
    private final @Nullable Resilience resilience;

    private SupabaseBackend(Builder options) {
        this.options = options;
        this.base = Address.of(options.url.toString()).path(options.restPath);
        this.session = new Session(options.apiKey, options.tokens, options.sleeper);
        this.calls = HttpCalls.builder()
                .callTimeout(options.timeout)
                .largestAnswer(options.largestAnswer)
                .build();
        this.resilience = options.resilience.get();
        this.realtime = new Realtime(
                calls.client(),
                options.socket(),
                session.access(),
                Loop.thread("mooring-supabase-realtime"),
                Realtime.oneThread(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * A project.
     *
     * @param url its address, without a path
     * @param apiKey its publishable, secret or legacy key; asked from any thread, and again when it is refused. A secret key MUST NOT be in
     *     a program that users run
     */
    public static Builder builder(URI url, Supplier<String> apiKey) {
        return new Builder(url, apiKey);
    }

    @Override
    public SyncAdapter collection(String name) {
        Given.text(name, "a collection's name");
        SupabaseTable table = options.table(name);
        Rest rest = new Rest(calls, session, base, table, name);
        SyncAdapter adapter = new SupabaseAdapter(rest, Promises.of(table, scope(rest)), live(rest));
        return resilience == null ? adapter : resilience.around(adapter);
    }

    private Optional<SupabaseLive> live(Rest rest) {
        SupabaseTable table = rest.table();
        String schema = table.schema().isEmpty() ? "public" : table.schema();
        Topic topic = new Topic(schema, table.table(rest.collection()), table.id());
        return table.live() ? Optional.of(new SupabaseLive(realtime, topic)) : Optional.empty();
    }

    @Override
    public void close() {
        realtime.close();
        calls.close();
        options.own.ifPresent(SupabaseAuth::close);
    }

    /** Names the address and nothing secret. */
    @Override
    public String toString() {
        return "SupabaseBackend[" + base + "]";
    }

    /** Names the columns too: under others, what is stored would mean something else, or lack what was not asked for. */
    private String scope(Rest rest) {
        SupabaseTable table = rest.table();
        String user = options.user.isEmpty() ? "" : " as " + options.user;
        String filters = table.filters().stream()
                .map(filter -> filter.getKey() + "=" + filter.getValue())
                .collect(Collectors.joining("&"));
        Set<String> columns = new LinkedHashSet<>(List.of(table.id()));
        columns.addAll(table.versions());
        columns.add(table.deleted());
        columns.addAll(new TreeSet<>(table.selected()));
        columns.remove("");
        return "supabase " + base + " " + rest.tableName() + "(" + String.join(",", columns) + ")" + user
                + (filters.isEmpty() ? "" : " where " + filters);
    }

    /** Sets one part after the other. Not safe for several threads. */
    public static final class Builder {

        private final URI url;
        private final Supplier<String> apiKey;
        private final Map<String, SupabaseTable> tables = new LinkedHashMap<>();
        private Function<String, SupabaseTable> others = name -> PLAIN;
        private Supplier<@Nullable Resilience> resilience = () -> Resilience.standard("supabase");
        private Tokens.Origin tokens = Tokens.none();
        private Optional<SupabaseAuth> own = Optional.empty();
        private String restPath = "rest/v1";
        private String user = "";
        private String socket = "";
        private Sleeper sleeper = pause -> Thread.sleep(pause.toMillis());
        private long largestAnswer = 32L * 1024 * 1024;
        private Duration timeout = Duration.ofSeconds(10);

        private Builder(URI url, Supplier<String> apiKey) {
            this.url = Given.present(url, "the address");
            this.apiKey = Given.present(apiKey, "the source of the key");
        }

        private SupabaseTable table(String collection) {
            SupabaseTable own = tables.get(collection);
            return own == null ? others.apply(collection) : own;
        }

        /** What one collection's table is like. */
        public Builder table(String collection, SupabaseTable own) {
            tables.put(Given.text(collection, "a collection's name"), Given.present(own, "a table"));
            return this;
        }

        /** What every table is like that is not described by itself. */
        public Builder table(SupabaseTable each) {
            Given.present(each, "a table");
            others = name -> each;
            return this;
        }

        /**
         * Where the signed-in user's JWT comes from. Asked when it is needed, and once more when the server refuses it, by one caller at a
         * time and from any thread. A token of another user than the first is never used.
         */
        public Builder token(Supplier<String> source) {
            tokens = Tokens.of(Given.present(source, "the source of tokens"), Clock.systemUTC());
            return this;
        }

        /** Who is signed in, instead of a token; it is closed by who made it, and not here. */
        public Builder auth(SupabaseAuth user) {
            tokens = Tokens.of(Given.present(user, "who is signed in"));
            return this;
        }

        /** The same for a session that ends with the backend. */
        Builder ownAuth(SupabaseAuth user) {
            own = Optional.of(user);
            return auth(user);
        }

        /**
         * Where Realtime's socket is, {@code ws}, {@code wss}, {@code http} or {@code https}; {@code realtime/v1/websocket} below the project's
         * address unless said.
         */
        public Builder realtime(URI address) {
            socket =
                    Given.present(address, "the address of Realtime").toString().replaceFirst("^ws", "http");
            return this;
        }

        private Address socket() {
            return socket.isEmpty() ? Address.of(url.toString()).path("realtime/v1/websocket") : Address.of(socket);
        }

        /** Names the user in the scope: what one user has stored is never taken for another's. */
        public Builder user(String name) {
            user = Given.present(name, "the user");
            return this;
        }

        /** Where PostgREST is below the project's address; empty for a PostgREST of one's own. */
        public Builder restPath(String path) {
            restPath = Given.present(path, "the path");
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
            resilience = () -> Resilience.builder("supabase")
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

        /** The most bytes of an answer that is read whole, unless it shows one row. */
        Builder largestAnswer(long bytes) {
            largestAnswer = bytes;
            return this;
        }

        /** What waits until PostgREST has read the schema again. */
        Builder sleeper(Sleeper waiting) {
            sleeper = waiting;
            return this;
        }

        /** Whatever each table is like, by the collection's name. */
        Builder tables(Function<String, SupabaseTable> byName) {
            others = byName;
            return this;
        }

        /** Checks and makes the backend. No I/O. */
        public SupabaseBackend build() {
            return new SupabaseBackend(this);
        }
    }
}
