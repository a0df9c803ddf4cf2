package dev.mooring.supabase.sim;

import com.github.tomakehurst.wiremock.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PostgREST: one request, one transaction, one answer. Used by one thread at a time. */
final class Api {

    private static final String OBJECT = "application/vnd.pgrst.object+json";

    private final Database database;
    private final Inserting inserting;
    private final Changing changing;
    private int mostRows = 1000;

    Api(Database database) {
        this.database = database;
        this.inserting = new Inserting(database);
        this.changing = new Changing(database);
    }

    /** {@code db-max-rows}. */
    void mostRows(int rows) {
        mostRows = rows;
    }

    Reply answer(Request request, String path, Claims claims) {
        String method = request.getMethod().getName();
        boolean reads = method.equals("GET") || method.equals("HEAD");
        String profile = request.getHeader(reads ? "Accept-Profile" : "Content-Profile");
        Relation relation = database.table(profile == null ? "public" : profile, path);
        if (claims.anonymous() && !relation.spec.anonymousMay) {
            throw PgError.denied(claims, "permission denied for table " + relation.spec.name);
        }
        Preferences preferences = Preferences.of(
                request.header("Prefer").isPresent() ? request.header("Prefer").values() : List.of());
        String url = request.getUrl();
        int mark = url.indexOf('?');
        Query query = Query.of(relation.spec, mark < 0 ? null : url.substring(mark + 1), database.clock());
        return switch (method) {
            case "GET" -> read(relation, query, preferences, claims, wantsObject(request));
            case "HEAD" -> read(relation, query, preferences, claims, false).withoutBody();
            case "POST" -> insert(relation, query, preferences, claims, request);
            case "PATCH" -> update(relation, query, preferences, claims, request);
            case "DELETE" -> delete(relation, query, preferences, claims, wantsObject(request));
            default -> throw PgError.api(405, "PGRST117", "Unsupported HTTP method: " + method, null);
        };
    }

    private Reply read(Relation relation, Query query, Preferences preferences, Claims claims, boolean object) {
        List<Map<String, @Nullable Object>> found = relation.rows().stream()
                .filter((Map<String, @Nullable Object> row) -> relation.spec.may(relation.spec.select, row, claims)
                        && query.where().holds(row))
                .sorted(query.order())
                .toList();
        boolean counts = preferences.has("count", "exact");
        int offset = query.offset();
        if (counts && offset > 0 && offset >= found.size()) {
            throw PgError.api(
                    416,
                    "PGRST103",
                    "Requested range not satisfiable",
                    "An offset of " + offset + " was requested, but there are only " + found.size() + " rows.");
        }
        int most = Math.min(query.limit().orElse(mostRows), mostRows);
        List<Map<String, @Nullable Object>> page =
                found.stream().skip(offset).limit(most).toList();
        int status = counts && page.size() < found.size() ? 206 : 200;
        return shown(status, query, page, object)
                .with("Content-Range", range(offset, page.size(), counts ? found.size() : -1))
                .with("Content-Location", "/" + relation.spec.name);
    }

    private Reply insert(Relation relation, Query query, Preferences asked, Claims claims, Request request) {
        // without a primary key the resolution is dropped silently, and not named as applied
        Preferences preferences =
                relation.spec.key.isEmpty() && query.onConflict().isEmpty() ? asked.without("resolution") : asked;
        Payload payload = payload(relation, query, request);
        boolean shows = preferences.has("return", "representation");
        Inserting.Done done = inserting.insert(relation, query, preferences, payload, claims, shows);
        Reply reply = shows
                ? shown(done.inserted() ? 201 : 200, query, done.rows(), wantsObject(request))
                : Reply.empty(done.inserted() ? 201 : 200);
        if (preferences.has("return", "headers-only") && done.rows().size() == 1) {
            Object key = done.rows().get(0).get(relation.spec.key);
            reply = reply.with("Location", "/" + relation.spec.name + "?" + relation.spec.key + "=eq." + key);
        }
        int total = preferences.has("count", "exact") ? done.rows().size() : -1;
        return applied(reply, preferences).with("Content-Range", "*/" + (total < 0 ? "*" : total));
    }

    private Reply update(Relation relation, Query query, Preferences preferences, Claims claims, Request request) {
        if (!query.filters()) {
            throw PgError.api(400, "21000", "UPDATE requires a WHERE clause", null);
        }
        List<Map<String, @Nullable Object>> rows =
                changing.update(relation, query, preferences, payload(relation, query, request), claims);
        Reply reply = preferences.has("return", "representation")
                ? shown(200, query, rows, wantsObject(request))
                : Reply.empty(204);
        int total = preferences.has("count", "exact") ? rows.size() : -1;
        return applied(reply, preferences).with("Content-Range", range(0, rows.size(), total));
    }

    private Reply delete(Relation relation, Query query, Preferences preferences, Claims claims, boolean object) {
        if (!query.filters()) {
            throw PgError.api(400, "21000", "DELETE requires a WHERE clause", null);
        }
        List<Map<String, @Nullable Object>> rows = changing.delete(relation, query, preferences, claims);
        Reply reply = preferences.has("return", "representation") ? shown(200, query, rows, object) : Reply.empty(204);
        int total = preferences.has("count", "exact") ? rows.size() : -1;
        return applied(reply, preferences).with("Content-Range", "*/" + (total < 0 ? "*" : total));
    }

    private static Payload payload(Relation relation, Query query, Request request) {
        return Payload.of(relation.spec, query, request.getBody(), request.getHeader("Content-Type"));
    }

    private static Reply shown(int status, Query query, List<Map<String, @Nullable Object>> rows, boolean object) {
        List<Map<String, @Nullable Object>> shown = new ArrayList<>();
        rows.forEach((Map<String, @Nullable Object> row) -> shown.add(query.shown(row)));
        if (object && shown.size() != 1) {
            throw PgError.api(
                    406,
                    "PGRST116",
                    "Cannot coerce the result to a single JSON object",
                    "The result contains " + shown.size() + " rows");
        }
        return object ? Reply.json(status, shown.get(0)).with("Content-Type", OBJECT) : Reply.rows(status, shown);
    }

    private static Reply applied(Reply reply, Preferences preferences) {
        Optional<String> names = preferences.applied();
        return names.isPresent() ? reply.with("Preference-Applied", names.get()) : reply;
    }

    private static String range(int offset, int size, int total) {
        String span = size == 0 ? "*" : offset + "-" + (offset + size - 1);
        return span + "/" + (total < 0 ? "*" : total);
    }

    private static boolean wantsObject(Request request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains(OBJECT);
    }
}
