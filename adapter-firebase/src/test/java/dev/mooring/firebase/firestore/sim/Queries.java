package dev.mooring.firebase.firestore.sim;

import com.google.firestore.v1.Cursor;
import com.google.firestore.v1.Document;
import com.google.firestore.v1.StructuredQuery;
import com.google.firestore.v1.StructuredQuery.Direction;
import com.google.firestore.v1.StructuredQuery.FieldFilter;
import com.google.firestore.v1.StructuredQuery.Filter;
import com.google.firestore.v1.StructuredQuery.Order;
import com.google.firestore.v1.Value;
import com.google.protobuf.Timestamp;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Queries over one collection: filters, orders, cursors, limits. A document without an ordered field is not in the answer. */
final class Queries {

    private static final String NAME = "__name__";

    private Queries() {}

    static List<Document> run(Map<String, Document> documents, String parent, StructuredQuery query) {
        String prefix = parent + "/" + query.getFrom(0).getCollectionId() + "/";
        List<Order> orders = orders(query);
        List<Document> found = documents.values().stream()
                .filter(document -> document.getName().startsWith(prefix)
                        && document.getName().indexOf('/', prefix.length()) < 0)
                .filter(document -> !query.hasWhere() || holds(query.getWhere(), document))
                .filter(document -> orders.stream().allMatch(order -> field(document, path(order)) != null))
                .sorted(comparator(orders))
                .filter(document -> !query.hasStartAt() || behind(document, orders, query.getStartAt()))
                .filter(document -> !query.hasEndAt() || !behind(document, orders, query.getEndAt()))
                .toList();
        boolean limited = query.hasLimit() && query.getLimit().getValue() < found.size();
        return limited ? found.subList(0, query.getLimit().getValue()) : found;
    }

    /** The name is the last order, in the direction of the one before it. */
    private static List<Order> orders(StructuredQuery query) {
        List<Order> orders = query.getOrderByList();
        if (orders.stream().anyMatch(order -> path(order).equals(NAME))) {
            return orders;
        }
        Direction last = orders.isEmpty()
                ? Direction.ASCENDING
                : orders.get(orders.size() - 1).getDirection();
        Order name = Order.newBuilder()
                .setField(StructuredQuery.FieldReference.newBuilder().setFieldPath(NAME))
                .setDirection(last)
                .build();
        return Stream.concat(orders.stream(), Stream.of(name)).toList();
    }

    private static boolean holds(Filter filter, Document document) {
        if (filter.hasCompositeFilter()) {
            return filter.getCompositeFilter().getFiltersList().stream().allMatch(part -> holds(part, document));
        }
        FieldFilter test = filter.getFieldFilter();
        Value value = field(document, test.getField().getFieldPath());
        if (!filter.hasFieldFilter() || value == null || rank(value) != rank(test.getValue())) {
            return false;
        }
        int compared = compare(value, test.getValue());
        return switch (test.getOp()) {
            case EQUAL -> compared == 0;
            case LESS_THAN -> compared < 0;
            case LESS_THAN_OR_EQUAL -> compared <= 0;
            case GREATER_THAN -> compared > 0;
            case GREATER_THAN_OR_EQUAL -> compared >= 0;
            default -> throw Names.invalid("not simulated: " + test.getOp());
        };
    }

    /** Whether a document stands behind a cursor. */
    private static boolean behind(Document document, List<Order> orders, Cursor cursor) {
        for (int i = 0; i < cursor.getValuesCount(); i++) {
            Order order = orders.get(i);
            Value value = field(document, path(order));
            int compared = value == null ? -1 : compare(value, cursor.getValues(i));
            if (compared != 0) {
                return order.getDirection() == Direction.DESCENDING ? compared < 0 : compared > 0;
            }
        }
        return cursor.getBefore();
    }

    private static Comparator<Document> comparator(List<Order> orders) {
        return (one, other) -> {
            for (Order order : orders) {
                Value a = field(one, path(order));
                Value b = field(other, path(order));
                int compared = a == null || b == null ? 0 : compare(a, b);
                if (compared != 0) {
                    return order.getDirection() == Direction.DESCENDING ? -compared : compared;
                }
            }
            return 0;
        };
    }

    private static String path(Order order) {
        return order.getField().getFieldPath();
    }

    private static @Nullable Value field(Document document, String path) {
        if (path.equals(NAME)) {
            return Value.newBuilder().setReferenceValue(document.getName()).build();
        }
        List<String> names = Names.path(path);
        Value first = document.getFieldsMap().get(names.get(0));
        return names.size() == 1 || first == null ? first : value(first, names.subList(1, names.size()));
    }

    /** The value at a path inside a map. */
    static @Nullable Value value(Value map, List<String> names) {
        @Nullable Value at = map;
        for (String name : names) {
            at = at == null ? null : at.getMapValue().getFieldsMap().get(name);
        }
        return at;
    }

    /** The order of types in an index: null, booleans, numbers, timestamps, texts, references. */
    private static int rank(Value value) {
        return switch (value.getValueTypeCase()) {
            case NULL_VALUE -> 0;
            case BOOLEAN_VALUE -> 1;
            case INTEGER_VALUE, DOUBLE_VALUE -> 2;
            case TIMESTAMP_VALUE -> 3;
            case STRING_VALUE -> 4;
            case REFERENCE_VALUE -> 5;
            default -> 6;
        };
    }

    private static int compare(Value a, Value b) {
        if (rank(a) != rank(b)) {
            return Integer.compare(rank(a), rank(b));
        }
        return switch (a.getValueTypeCase()) {
            case BOOLEAN_VALUE -> Boolean.compare(a.getBooleanValue(), b.getBooleanValue());
            case INTEGER_VALUE -> Long.compare(a.getIntegerValue(), b.getIntegerValue());
            case TIMESTAMP_VALUE -> time(a.getTimestampValue(), b.getTimestampValue());
            case STRING_VALUE -> bytes(a.getStringValue(), b.getStringValue());
            case REFERENCE_VALUE -> bytes(a.getReferenceValue(), b.getReferenceValue());
            default -> 0;
        };
    }

    private static int time(Timestamp a, Timestamp b) {
        int seconds = Long.compare(a.getSeconds(), b.getSeconds());
        return seconds == 0 ? Integer.compare(a.getNanos(), b.getNanos()) : seconds;
    }

    private static int bytes(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
