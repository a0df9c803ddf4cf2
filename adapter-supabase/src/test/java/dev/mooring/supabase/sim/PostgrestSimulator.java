package dev.mooring.supabase.sim;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A running project with tables at {@code /rest/v1/<table>}. Beside HTTP it can be told what happens behind the scenes. Safe for several
 * threads.
 */
public final class PostgrestSimulator implements AutoCloseable {

    /** The key that the gateway lets in. */
    public static final String API_KEY = "sb_publishable_SimKey7Qd2";

    private final Database database = new Database();
    private final Api api = new Api(database);
    private final Tokens tokens;
    private final Users users;
    private final Project project;
    private final WireMockServer server;
    private Optional<RealtimeSimulator> realtime = Optional.empty();

    private PostgrestSimulator(Clock clock) {
        tokens = new Tokens(clock);
        users = new Users(clock, tokens);
        project = new Project(API_KEY, api, tokens, users);
        server = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .containerThreads(60)
                .http2PlainDisabled(true)
                .gzipDisabled(true)
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true)
                .extensions(project));
        server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(project.getName())));
        server.start();
    }

    /** Starts a project without tables. */
    public static PostgrestSimulator start() {
        return start(Clock.systemUTC());
    }

    /** Starts a project whose tokens expire by that clock. */
    public static PostgrestSimulator start(Clock clock) {
        return new PostgrestSimulator(clock);
    }

    /** The project's address. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** {@code create table}. */
    public PostgrestSimulator table(TableSpec spec) {
        return behind(() -> database.add(spec));
    }

    /** The server's setting db-max-rows; 1000 unless said, as hosted. */
    public PostgrestSimulator mostRows(int rows) {
        return behind(() -> api.mostRows(rows));
    }

    /** A JWT of a user who is signed in. */
    public String signIn(String subject) {
        return tokens.issue("authenticated", subject, 3600);
    }

    /** A JWT that lives for so long. */
    public String token(String role, String subject, long secondsToLive) {
        return tokens.issue(role, subject, secondsToLive);
    }

    /** An account that can sign in by password. */
    public PostgrestSimulator user(String email, String password, String subject) {
        return behind(() -> users.add(email, password, subject));
    }

    /** The account is banned. */
    public void ban(String email) {
        behind(() -> users.remove(email));
    }

    /** How long a refresh token that has a successor is still answered with the active one; not at all unless said, as self-hosted. */
    public void reuseInterval(Duration interval) {
        behind(() -> users.reuseInterval(interval));
    }

    /** The next request is answered by the Auth server's limit of its rate, without {@code Retry-After}. */
    public void limitRate() {
        trouble(Users.error(429, "over_request_rate_limit", "Request rate limit reached"));
    }

    /** From now on every statement is at the same microsecond, until the clock goes on. */
    public void holdClock(boolean still) {
        behind(() -> database.hold(still));
    }

    /** The next request is answered as always; trouble that is told after this waits for the one behind it. */
    public void passNext() {
        behind(project::pass);
    }

    /** The next request finds PostgREST without its schema cache: PGRST002, not executed. */
    public void unavailable(int retryAfter) {
        Reply reply = Reply.error(
                503, "PGRST002", "Could not query the database for the schema cache. Retrying.", null, null);
        trouble(reply.with("Retry-After", Integer.toString(retryAfter)));
    }

    /** The next request gets no connection from the pool: PGRST003, not executed. */
    public void poolTimeout() {
        trouble(Reply.error(504, "PGRST003", "Timed out acquiring connection from connection pool.", null, null));
    }

    /** The next request is answered like this, and not passed on. */
    public void answerNext(int status, String code, String message) {
        trouble(Reply.error(status, code, message, null, null));
    }

    /** What came so far: method and path with query. */
    public List<String> requests() {
        return project.alone(project::requests);
    }

    /** The committed rows of a table, whoever owns them. */
    public List<Map<String, @Nullable Object>> rows(String schema, String table) {
        return project.alone(() -> database.table(schema, table).rows());
    }

    /** A row exactly so, past API, triggers and policies: an import, or a row from before the column was there. */
    public void put(String schema, String table, Map<String, ? extends @Nullable Object> values) {
        behind(() -> {
            Relation relation = database.table(schema, table);
            relation.commit(Relation.with(relation.rows(), null, complete(relation.spec, values)));
        });
    }

    /** Values of a row are changed, past API, triggers and policies. */
    public void set(String schema, String table, String id, Map<String, ? extends @Nullable Object> values) {
        behind(() -> {
            Relation relation = database.table(schema, table);
            Map<String, @Nullable Object> old = old(relation, id);
            Map<String, @Nullable Object> fresh = Relation.copy(old);
            values.forEach((name, value) -> fresh.put(
                    name, new Columns(relation.spec).named(name).type().read(value, database.clock())));
            relation.commit(Relation.with(relation.rows(), old, fresh));
        });
    }

    /** A transaction that changes a row, stamps it now, and is visible when the answer is run: commits come late. */
    public Runnable begin(String schema, String table, String id, Map<String, ? extends @Nullable Object> values) {
        return project.alone(() -> {
            Relation relation = database.table(schema, table);
            Map<String, @Nullable Object> old = old(relation, id);
            Map<String, @Nullable Object> fresh = Relation.copy(old);
            values.forEach((name, value) -> fresh.put(
                    name, new Columns(relation.spec).named(name).type().read(value, database.clock())));
            database.stamp(relation, old, fresh);
            return () -> behind(() -> relation.commit(Relation.with(relation.rows(), old(relation, id), fresh)));
        });
    }

    /** Starts Realtime beside it; it is told every commit, and ends with the project. */
    public RealtimeSimulator realtime() {
        RealtimeSimulator started = new RealtimeSimulator(API_KEY, tokens);
        behind(() -> database.watch(started));
        realtime = Optional.of(started);
        return started;
    }

    @Override
    public void close() {
        realtime.ifPresent(RealtimeSimulator::close);
        server.stop();
    }

    private static Map<String, @Nullable Object> old(Relation relation, String id) {
        Type type = new Columns(relation.spec).named(relation.spec.key).type();
        Map<String, @Nullable Object> old = relation.find(type.parse(id, 0));
        if (old == null) {
            throw new IllegalArgumentException("there is no row '" + id + "'");
        }
        return old;
    }

    private Map<String, @Nullable Object> complete(TableSpec spec, Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        spec.columns
                .values()
                .forEach(column ->
                        row.put(column.name(), column.type().read(values.get(column.name()), database.clock())));
        return row;
    }

    private void trouble(Reply reply) {
        behind(() -> project.trouble(reply));
    }

    private PostgrestSimulator behind(Runnable work) {
        return project.alone(() -> {
            work.run();
            return this;
        });
    }
}
