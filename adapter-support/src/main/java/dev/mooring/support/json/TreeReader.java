package dev.mooring.support.json;

import dev.mooring.sync.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one value into maps and lists, and stops when it grows beyond its share of memory. */
final class TreeReader {

    /** What a token costs beyond its characters: an empty list takes more memory than its two characters. */
    static final int TOKEN = 16;

    private final JsonParser parser;
    private long left;

    TreeReader(JsonParser parser, long largest) {
        this.parser = parser;
        this.left = largest;
    }

    /** The value that the parser stands on, canonical. */
    @Nullable Object canonical() {
        return canonical(value());
    }

    /** A value that was read before, in canonical form. */
    @Nullable Object canonical(@Nullable Object value) {
        try {
            return Fields.value(value, "");
        } catch (IllegalArgumentException e) {
            throw UnreadableJson.beyondLimits(parser, String.valueOf(e.getMessage()));
        }
    }

    @Nullable Object value() {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw UnreadableJson.at(parser, "it ends where a value is expected");
        }
        spend(TOKEN);
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw UnreadableJson.at(parser, "unexpected " + token);
        };
    }

    /** The name that the parser stands on, which must be new to the map. */
    String newName(Map<String, ?> members) {
        String name = parser.currentName();
        spend(TOKEN + name.length());
        if (members.containsKey(name)) {
            throw UnreadableJson.at(parser, "the name is there twice");
        }
        return name;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = newName(members);
            parser.nextToken();
            members.put(name, value());
        }
        return members;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return items;
    }

    private String text() {
        String text = parser.getString();
        spend(text.length());
        return text;
    }

    private Number integer() {
        spend(parser.getStringLength());
        return parser.getNumberValue();
    }

    private Number decimal() {
        spend(parser.getStringLength());
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw UnreadableJson.beyondLimits(parser, "a number whose exponent is beyond what can be held");
        }
    }

    private void spend(long cost) {
        left -= cost;
        if (left < 0) {
            throw UnreadableJson.beyondLimits(parser, "the value is larger than what was allowed to be held in memory");
        }
    }
}
