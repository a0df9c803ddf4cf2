package dev.mooring.firebase.realtime;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.http.HttpCalls;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.CallKind;
import dev.mooring.sync.Misconfigured;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls to one collection. Immutable; safe for several threads. */
final class Rest {

    private static final int MOST_REDIRECTS = 5;
    private static final String JSON = ".json";

    private final HttpCalls calls;
    private final SignIn signIn;
    private final Hosts hosts;
    private final Address root;
    private final List<String> path;

    Rest(HttpCalls calls, SignIn signIn, Hosts hosts, Address root, List<String> path) {
        this.calls = calls;
        this.signIn = signIn;
        this.hosts = hosts;
        this.root = root;
        this.path = List.copyOf(path);
    }

    /**
     * A record as it stands.
     *
     * @param stored its members; empty where nothing is
     * @param etag of exactly that state
     */
    record Row(String key, Map<String, @Nullable Object> stored, String etag) {

        /** What stands where nothing was ever written. */
        static Row absent(String key) {
            return new Row(key, Map.of(), "null_etag");
        }

        boolean there() {
            return !stored.isEmpty();
        }
    }

    /** For messages: the collection's path. */
    String name() {
        return String.join("/", path);
    }

    SignIn signIn() {
        return signIn;
    }

    Hosts hosts() {
        return hosts;
    }

    int depth() {
        return path.size();
    }

    /** The collection's own address. */
    Address collection() {
        return at(path.subList(0, path.size() - 1), path.get(path.size() - 1));
    }

    /**
     * Some children of the collection.
     *
     * @param answered when, by the server's clock; empty where it does not say
     */
    record Children(Map<String, Map<String, @Nullable Object>> records, Optional<Instant> answered) {}

    /** Reads some children of the collection; the address is the collection's with a query. */
    Children children(Address query, String about) {
        HttpAnswer answer = send(query, to -> HttpCall.get(to).about(about));
        if (RealtimeErrors.isNoIndex(answer)) {
            throw new Misconfigured(answer + "; the rules of the database need it under '" + name() + "'");
        }
        RealtimeErrors.TABLE.check(CallKind.READ, answer);
        Object body = answer.json(Json.standard());
        if (body instanceof List) {
            throw new Misconfigured(about + ": the children of '" + name()
                    + "' are numbered, which the database answers as a list: give them keys that are no numbers");
        }
        Map<String, Map<String, @Nullable Object>> records = new LinkedHashMap<>();
        if (body != null) {
            members(answer, body).forEach((key, child) -> records.put(key, record(key, child)));
        }
        return new Children(records, answer.header("Date").flatMap(Rest::time));
    }

    /** The record with that key, and its ETag. */
    Row row(String key, String about) {
        HttpAnswer answer = send(child(key), to -> HttpCall.get(to).about(about).header("X-Firebase-ETag", "true"));
        RealtimeErrors.TABLE.check(CallKind.READ, answer);
        Object body = answer.json(Json.standard());
        Optional<String> etag = answer.header("ETag");
        if (etag.isEmpty()) {
            throw answer.unreadable(new UnreadableJson("there is no ETag"));
        }
        return new Row(key, body == null ? Map.of() : stored(answer, key, body), etag.get());
    }

    /** Replaces the record if it is still in that state; the answer may be any. */
    HttpAnswer replace(Row row, Map<String, @Nullable Object> body, String about) {
        return send(
                child(row.key()),
                to -> HttpCall.put(to)
                        .about(about)
                        .header("if-match", row.etag())
                        .json(Json.standard().write(body)));
    }

    /** Changes many places below the collection at once. */
    HttpAnswer change(Map<String, @Nullable Object> places, String about) {
        return send(
                collection(),
                to -> HttpCall.patch(to).about(about).json(Json.standard().write(places)));
    }

    /** What the answer to {@link #replace} says that stands there now. */
    Map<String, @Nullable Object> replaced(HttpAnswer answer, String key) {
        Object body = answer.json(Json.standard());
        if (!(body instanceof Map)) {
            throw answer.unreadable(new UnreadableJson("there is no record"));
        }
        return stored(answer, key, body);
    }

    /** Checks the answer to {@link #change}: what a proxy or a sign-in page says leaves it open what happened. */
    void changed(HttpAnswer answer) {
        members(answer, answer.json(Json.standard()));
    }

    /** Makes a call with the token, and once more with a fresh one where it was refused. */
    private HttpAnswer send(Address to, Function<Address, HttpCall.Builder> call) {
        String token = signIn.current();
        HttpAnswer answer = follow(to, token, call);
        if (!RealtimeErrors.refusesToken(answer)) {
            return answer;
        }
        String fresh = signIn.refresh(token);
        return fresh.equals(token) ? answer : follow(to, fresh, call);
    }

    private HttpAnswer follow(Address first, String token, Function<Address, HttpCall.Builder> call) {
        Address to = first;
        for (int hop = 0; ; hop++) {
            HttpAnswer answer = calls.send(signIn.signed(to, token, call));
            Optional<Address> next = hop < MOST_REDIRECTS ? hosts.next(to, answer) : Optional.empty();
            if (next.isEmpty()) {
                return answer;
            }
            to = next.get();
        }
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Address child(String key) {
        return at(path, key);
    }

    private Address at(List<String> above, String last) {
        Address address = root;
        for (String step : above) {
            address = address.segment(step);
        }
        return address.segment(last + JSON);
    }

    private Map<String, @Nullable Object> stored(HttpAnswer answer, String key, Object body) {
        if (body instanceof List<?> || body instanceof Map<?, ?>) {
            return record(key, body);
        }
        throw answer.unreadable(new UnreadableJson("there is no record"));
    }

    /** A record's members; where all of them are numbered the database answers a list. */
    private Map<String, @Nullable Object> record(String key, @Nullable Object child) {
        if (child instanceof List<?> list) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) != null) {
                    members.put(Integer.toString(i), list.get(i));
                }
            }
            return members;
        }
        if (child instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            map.forEach((name, value) -> members.put(String.valueOf(name), value));
            return members;
        }
        throw new Misconfigured("'" + name() + "' has the child '" + key + "', which is a single value and no record");
    }

    private static Map<String, @Nullable Object> members(HttpAnswer answer, @Nullable Object body) {
        if (!(body instanceof Map<?, ?> map)) {
            throw answer.unreadable(new UnreadableJson("there is no object of records"));
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        map.forEach((key, child) -> members.put(String.valueOf(key), child));
        return members;
    }
}
