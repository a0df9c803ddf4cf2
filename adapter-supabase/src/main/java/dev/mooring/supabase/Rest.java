package dev.mooring.supabase;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.BodyReader;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.http.HttpCalls;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.Pointer;
import dev.mooring.support.json.RowReader;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.TemporaryFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls to one table. Immutable; safe for several threads. */
final class Rest {

    /** What PostgreSQL can hold in one row, more or less. */
    private static final long LARGEST_ROW = 1024L * 1024 * 1024;

    private final HttpCalls calls;
    private final Session session;
    private final Address base;
    private final Address address;
    private final SupabaseTable table;
    private final String collection;
    private final Rows rows;

    Rest(HttpCalls calls, Session session, Address base, SupabaseTable table, String collection) {
        this.calls = calls;
        this.session = session;
        this.base = base;
        this.address = base.segment(table.table(collection));
        this.table = table;
        this.collection = collection;
        this.rows = new Rows(table);
    }

    Rows rows() {
        return rows;
    }

    SupabaseTable table() {
        return table;
    }

    /** For messages: the schema and the table. */
    String tableName() {
        return (table.schema().isEmpty() ? "" : table.schema() + ".") + table.table(collection);
    }

    String collection() {
        return collection;
    }

    /** The table's address with the application's filters. */
    Address filtered() {
        Address filtered = address;
        for (Map.Entry<String, String> filter : table.filters()) {
            filtered = filtered.query(filter.getKey(), filter.getValue());
        }
        return filtered;
    }

    /** The table's address, for new rows. */
    Address plain() {
        return address;
    }

    /** A function's address. */
    Address function(String name) {
        return base.segment("rpc").segment(name);
    }

    /** One row's address. */
    Address row(String id) {
        return filtered().query(Filters.name(table.id()), "eq." + id);
    }

    /** The address with all columns that are fields or have a meaning. */
    Address selecting(Address from) {
        return from.query("select", table.selected().isEmpty() ? "*" : Filters.names(table.selected()));
    }

    /** The address with the columns that say which row it is, and in which version. */
    Address keys(Address from) {
        Set<String> columns = new LinkedHashSet<>(Set.of(table.id()));
        columns.addAll(table.versions());
        return from.query("select", Filters.names(columns));
    }

    Address living(Address from) {
        return table.soft()
                ? from.query(Filters.name(table.deleted()), table.deletedBy().living())
                : from;
    }

    /** Reads records while they arrive; each has an id. */
    List<Map<String, @Nullable Object>> records(Address from, String about) {
        return read(from, about, rows::identified);
    }

    /** Reads values of a column. */
    List<Map<String, @Nullable Object>> values(Address from, String about) {
        return read(from, about, row -> {});
    }

    private List<Map<String, @Nullable Object>> read(
            Address from, String about, Consumer<Map<String, @Nullable Object>> check) {
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        return read(
                from,
                Pointer.ROOT,
                row -> {
                    check.accept(row);
                    found.add(row);
                },
                found::clear,
                about,
                around -> {
                    if (!(around instanceof List)) {
                        throw new UnreadableJson("there is no list of rows");
                    }
                    return found;
                });
    }

    /**
     * Reads what a function answers.
     *
     * @param rowsAt where in the answer the rows are
     * @param rows takes each while it arrives
     * @param before told before the first, and again when the call is repeated
     * @param meaning of the answer without its rows
     */
    <T> T read(
            Address from,
            Pointer rowsAt,
            Consumer<Map<String, @Nullable Object>> rows,
            Runnable before,
            String about,
            Function<@Nullable Object, T> meaning) {
        AtomicReference<@Nullable Object> around = new AtomicReference<>();
        AtomicBoolean begun = new AtomicBoolean();
        RowReader reader = (key, value) -> {
            begun.set(true);
            rows.accept(Rows.row(value));
        };
        HttpAnswer answer = call(
                () -> {
                    before.run();
                    begun.set(false);
                    HttpCall.Builder call = HttpCall.get(from).about(about).header("Accept", "application/json");
                    return table.schema().isEmpty() ? call : call.header("Accept-Profile", table.schema());
                },
                call -> streamed(call, begun, body -> around.set(Json.standard().rows(body, rowsAt, reader))));
        SupabaseErrors.checkRead(answer);
        try {
            return meaning.apply(around.get());
        } catch (UnreadableJson e) {
            throw answer.unreadable(e);
        }
    }

    private HttpAnswer streamed(HttpCall call, AtomicBoolean begun, BodyReader body) {
        try {
            return calls.stream(call, body);
        } catch (TemporaryFailure failure) {
            throw begun.get() && failure.getCause() instanceof IOException cause
                    ? TemporaryFailure.notApplied(String.valueOf(failure.getMessage()), new BrokenOff(cause))
                    : failure;
        }
    }

    /**
     * Sends a write; the answer may be any. One that shows many rows is not read whole if it is too large: then fewer writes at once get
     * through. So one that shows a single row may be as large as a row can be.
     *
     * @param most how many rows the answer shows at most
     */
    HttpAnswer write(String method, Address to, String about, String prefer, int most, @Nullable Object body) {
        return call(
                () -> {
                    HttpCall.Builder call = HttpCall.of(method, to)
                            .about(about)
                            .header("Accept", "application/json")
                            .header("Prefer", prefer);
                    if (!table.schema().isEmpty()) {
                        call.header("Content-Profile", table.schema());
                    }
                    if (most == 1) {
                        call.largestAnswer(LARGEST_ROW);
                    }
                    return body == null ? call : call.json(Json.standard().write(body));
                },
                calls::send);
    }

    /** The rows that a write's answer shows; after a write an answer that shows none leaves it in doubt. */
    List<Map<String, @Nullable Object>> rows(HttpAnswer answer) {
        Object body = answer.json(Json.standard());
        try {
            if (!(body instanceof List<?> list)) {
                throw new UnreadableJson("there is no list of rows");
            }
            List<Map<String, @Nullable Object>> shown = new ArrayList<>();
            for (Object value : list) {
                Map<String, @Nullable Object> row = Rows.row(value);
                rows.identified(row);
                shown.add(row);
            }
            return shown;
        } catch (UnreadableJson e) {
            throw answer.unreadable(e);
        }
    }

    private HttpAnswer call(Supplier<HttpCall.Builder> request, Function<HttpCall, HttpAnswer> sender) {
        return session.call(
                request, sender, answer -> SupabaseErrors.reaction(CallKind.READ, answer) == Reaction.UNAUTHENTICATED);
    }
}
