package dev.mooring.support.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Walks a document down to its rows, hands them out one by one and keeps only what is around them. */
final class RowWalk {

    private final JsonParser parser;
    private final List<String> steps;
    private final RowReader rows;
    private final long largest;
    private final TreeReader around;
    private boolean found;

    RowWalk(JsonParser parser, Pointer rowsAt, RowReader rows, long largest) {
        this.parser = parser;
        this.steps = rowsAt.steps();
        this.rows = rows;
        this.largest = largest;
        this.around = new TreeReader(parser, largest);
    }

    /** The document without its rows. */
    @Nullable Object walk() {
        Object document = along(0);
        if (!found) {
            throw new UnreadableJson("there is nothing where the rows should be");
        }
        return around.canonical(document);
    }

    private @Nullable Object along(int depth) {
        if (depth == steps.size()) {
            found = true;
            return rows();
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return object(depth);
        }
        return token == JsonToken.START_ARRAY ? array(depth) : around.value();
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = around.newName(members);
            parser.nextToken();
            members.put(name, name.equals(steps.get(depth)) ? along(depth + 1) : around.value());
        }
        return members;
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            boolean onTheWay = Integer.toString(items.size()).equals(steps.get(depth));
            items.add(onTheWay ? along(depth + 1) : around.value());
        }
        return items;
    }

    /** Null stands for no rows: some servers write an empty list so, and an empty collection may not exist at all. */
    private @Nullable Object rows() {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY) {
            for (long position = 0; parser.nextToken() != JsonToken.END_ARRAY; position++) {
                rows.row(Long.toString(position), new TreeReader(parser, largest).canonical());
            }
            return List.of();
        }
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                rows.row(name, new TreeReader(parser, largest).canonical());
            }
            return Map.of();
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        throw UnreadableJson.at(parser, "rows were expected, found " + token);
    }
}
