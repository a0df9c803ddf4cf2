package dev.mooring.supabase.sim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One joined channel of the simulated Realtime server: whom it is for, and the tables it asked for. Used by one thread at a time. */
final class Subscriber {

    final String topic;
    final String joinRef;
    private final List<Map<?, ?>> wanted;
    private Claims claims;
    private String token;
    private boolean subscribed;

    Subscriber(String topic, String joinRef, List<Map<?, ?>> wanted, String token, Claims claims) {
        this.topic = topic;
        this.joinRef = joinRef;
        this.wanted = wanted;
        this.token = token;
        this.claims = claims;
    }

    String token() {
        return token;
    }

    /** "server re-subscribes it to PostgreSQL; a short gap". */
    void renewed(String newToken, Claims newClaims) {
        token = newToken;
        claims = newClaims;
        subscribed = false;
    }

    void subscribed(boolean is) {
        subscribed = is;
    }

    List<Map<?, ?>> wanted() {
        return wanted;
    }

    /** "response:{postgres_changes:[{id, event, schema, table, filter}]} in request order; id = integer hash of the params". */
    List<Map<String, @Nullable Object>> described() {
        return wanted.stream()
                .map(each -> {
                    Map<String, @Nullable Object> described = new LinkedHashMap<>();
                    described.put("id", id(each));
                    described.put("event", each.get("event"));
                    described.put("schema", each.get("schema"));
                    described.put("table", each.get("table"));
                    described.put("filter", each.get("filter"));
                    return described;
                })
                .toList();
    }

    /** The event for a row, if this subscriber may know of it and asked for it. */
    Optional<Map<String, @Nullable Object>> event(TableSpec spec, RowChange change) {
        List<Long> ids = wanted.stream()
                .filter(each -> spec.schema.equals(each.get("schema"))
                        && spec.name.equals(each.get("table"))
                        && List.of("*", change.type()).contains(String.valueOf(each.get("event"))))
                .map(Subscriber::id)
                .toList();
        // "RLS is not checked on DELETE: every subscriber of the table gets every deleted PK"
        boolean may = change.fresh() == null || spec.may(spec.select, change.fresh(), claims);
        if (!subscribed || ids.isEmpty() || !may) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("ids", ids);
        payload.put("data", change.data(spec));
        return Optional.of(payload);
    }

    private static long id(Map<?, ?> params) {
        return params.hashCode();
    }
}
