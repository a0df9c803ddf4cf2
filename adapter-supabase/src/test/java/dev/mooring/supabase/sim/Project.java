package dev.mooring.supabase.sim;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The gateway of a project: it asks for an API key, and passes {@code /rest/v1/...} and {@code /auth/v1/...} on. Safe for several threads, one at a time. */
final class Project implements ResponseDefinitionTransformerV2 {

    private static final String REST = "/rest/v1/";

    private final ReentrantLock lock = new ReentrantLock();
    private final String apiKey;
    private final Api api;
    private final Tokens tokens;
    private final Users users;
    private final Deque<Optional<Reply>> troubles = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();

    Project(String apiKey, Api api, Tokens tokens, Users users) {
        this.apiKey = apiKey;
        this.api = api;
        this.tokens = tokens;
        this.users = users;
    }

    @Override
    public String getName() {
        return "simulated-project";
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        Reply reply = alone(() -> answer(event.getRequest()));
        ResponseDefinitionBuilder response = ResponseDefinitionBuilder.responseDefinition()
                .withStatus(reply.status())
                .withHeaders(new HttpHeaders(reply.headers().entrySet().stream()
                        .map(header -> new HttpHeader(header.getKey(), header.getValue()))
                        .toList()));
        return (reply.body().length == 0 ? response : response.withBody(reply.body())).build();
    }

    <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Answers the next request like this, without passing it on. */
    void trouble(Reply reply) {
        troubles.add(Optional.of(reply));
    }

    /** Passes the next request on; what was told after it waits for the one behind. */
    void pass() {
        troubles.add(Optional.empty());
    }

    /** What came so far: method and path with query. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private Reply answer(Request request) {
        requests.add(request.getMethod() + " " + request.getUrl());
        if (!apiKey.equals(request.getHeader("apikey"))) {
            boolean none = request.getHeader("apikey") == null;
            return Reply.json(
                    401,
                    Map.of(
                            "message", none ? "No API key found in request" : "Invalid API key",
                            "hint",
                                    none
                                            ? "No `apikey` request header or url param was found."
                                            : "Double check your API key."));
        }
        Optional<Reply> trouble = troubles.isEmpty() ? Optional.empty() : troubles.remove();
        if (trouble.isPresent()) {
            return trouble.get();
        }
        try {
            String path = URI.create(request.getUrl()).getPath();
            if (Users.serves(path)) {
                return users.answer(request, path);
            }
            if (!path.startsWith(REST) || path.indexOf('/', REST.length()) >= 0) {
                throw PgError.api(404, "PGRST125", "Invalid path specified in request URL", null);
            }
            Claims claims = tokens.check(request.getHeader("Authorization"));
            return api.answer(request, path.substring(REST.length()), claims);
        } catch (PgError error) {
            return error.reply();
        }
    }
}
