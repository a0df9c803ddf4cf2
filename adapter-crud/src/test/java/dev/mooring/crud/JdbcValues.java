package dev.mooring.crud;

import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How fields look in the columns of {@link JdbcItems}. */
final class JdbcValues {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JdbcValues() {}

    static @Nullable Object toColumn(String name, @Nullable Object value) {
        if (value == null) {
            return name.equals("deleted") ? Integer.valueOf(0) : null;
        }
        return switch (name) {
            case "done", "deleted" -> typed(name, value, Boolean.class) ? 1 : 0;
            case "amount" -> typed(name, value, Long.class);
            case "price" -> typed(name, value, Number.class).toString();
            case "tags" -> JSON.writeValueAsString(typed(name, value, List.class));
            case "extra" -> JSON.writeValueAsString(value);
            default -> text(name, typed(name, value, String.class));
        };
    }

    static Map<String, @Nullable Object> row(ResultSet result) throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (String name : List.of("id", "title", "body", "write_keys")) {
            row.put(name, result.getString(name));
        }
        for (String name : List.of("version", "updated_at", "deleted", "amount")) {
            String number = result.getString(name);
            row.put(name, number == null ? null : Long.valueOf(number));
        }
        String price = result.getString("price");
        row.put("price", price == null ? null : new BigDecimal(price));
        String done = result.getString("done");
        row.put("done", done == null ? null : done.equals("1"));
        for (String name : List.of("tags", "extra")) {
            String json = result.getString(name);
            row.put(name, json == null ? null : JSON.readValue(json, Object.class));
        }
        return row;
    }

    /** The driver ends a text at its first NUL. */
    private static String text(String name, String value) {
        if (value.indexOf('\0') >= 0) {
            throw refused(name, "holds the character NUL");
        }
        return value;
    }

    private static <T> T typed(String name, Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw refused(name, "cannot hold a " + value.getClass().getSimpleName());
        }
        return type.cast(value);
    }

    private static Rejected refused(String name, String why) {
        return new Rejected(new Problem("type", "the column of the field '" + name + "' " + why));
    }
}
