package dev.mooring.firebase.firestore.sim;

import com.google.firestore.v1.Document;
import com.google.firestore.v1.StructuredQuery;
import com.google.firestore.v1.StructuredQuery.FieldFilter;
import com.google.firestore.v1.StructuredQuery.Filter;
import com.google.firestore.v1.Value;
import com.google.firestore.v1.Write;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Security rules by which each document is its owner's, told by one of its fields: nobody else reads or changes it, everybody may ask for
 * what is not there, and nobody (a call without a token) is denied everything. Rules are no filters: a query that does not itself ask for the owner's alone is denied. The token {@code owner} stands above
 * them, as in the emulator. Off until a field is named. Safe for several threads.
 */
final class Rules implements ServerInterceptor {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<String> TOKEN = Context.key("token");
    private static final String ABOVE = "owner";

    private final Map<String, String> users = new ConcurrentHashMap<>();
    private volatile Optional<String> field = Optional.empty();

    void owned(String by) {
        field = Optional.of(by);
    }

    void admit(String token, String user) {
        users.put(token, user);
    }

    void expire(String token) {
        users.remove(token);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String bearer = Optional.ofNullable(headers.get(AUTHORIZATION)).orElse("");
        Context context = Context.current().withValue(TOKEN, bearer.replaceFirst("^Bearer ", ""));
        return Contexts.interceptCall(context, call, headers, next);
    }

    void read(@Nullable Document document) {
        if (on() && !(document == null || owner(document.getFieldsMap()).equals(caller()))) {
            throw denied("get");
        }
        signedIn();
    }

    void query(StructuredQuery query) {
        if (on() && filters(query.getWhere()).noneMatch(this::isOwners)) {
            throw denied("list");
        }
        signedIn();
    }

    /** A write that demands that nothing is there is a create for the rules, whatever is there. */
    void write(Write write, @Nullable Document there) {
        boolean made = write.getCurrentDocument().hasExists()
                && !write.getCurrentDocument().getExists();
        Map<String, Value> judged =
                made ? write.getUpdate().getFieldsMap() : there == null ? Map.of() : there.getFieldsMap();
        if (on() && (made || there != null) && !owner(judged).equals(caller())) {
            throw denied(made ? "create" : "update");
        }
        signedIn();
    }

    private boolean on() {
        return field.isPresent() && !token().equals(ABOVE);
    }

    private static String token() {
        return Optional.ofNullable(TOKEN.get()).orElse("");
    }

    private String caller() {
        signedIn();
        return users.getOrDefault(token(), "nobody");
    }

    private void signedIn() {
        if (on() && token().isEmpty()) {
            throw denied("nobody");
        }
        if (on() && !users.containsKey(token())) {
            throw Status.UNAUTHENTICATED
                    .withDescription("Missing or invalid authentication.")
                    .asRuntimeException();
        }
    }

    private String owner(Map<String, Value> fields) {
        return fields.getOrDefault(field.orElseThrow(), Value.getDefaultInstance())
                .getStringValue();
    }

    private static Stream<FieldFilter> filters(Filter filter) {
        List<Filter> parts = filter.getCompositeFilter().getFiltersList();
        return Stream.concat(Stream.of(filter.getFieldFilter()), parts.stream().flatMap(Rules::filters));
    }

    private boolean isOwners(FieldFilter filter) {
        return filter.getOp() == FieldFilter.Operator.EQUAL
                && filter.getField().getFieldPath().equals(field.orElseThrow())
                && filter.getValue().getStringValue().equals(caller());
    }

    private static StatusRuntimeException denied(String what) {
        return Status.PERMISSION_DENIED
                .withDescription("false for '" + what + "'")
                .asRuntimeException();
    }
}
