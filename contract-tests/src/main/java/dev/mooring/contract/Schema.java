package dev.mooring.contract;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fixture's fields, one per kind of value; {@code contract-schema.sql} and {@code contract-schema.json} describe them. */
public final class Schema {

    /** Text, always there. */
    public static final String TITLE = "title";

    /** Text. */
    public static final String BODY = "body";

    /** True or false. */
    public static final String DONE = "done";

    /** A whole number of 64 bits. */
    public static final String AMOUNT = "amount";

    /** A number of any size. */
    public static final String PRICE = "price";

    /** A list of anything. */
    public static final String TAGS = "tags";

    /** Anything: the rules about values put their hardest ones here. */
    public static final String EXTRA = "extra";

    private Schema() {}

    /** The n-th record. */
    public static Map<String, @Nullable Object> fields(int n) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(TITLE, "Title " + n);
        fields.put(BODY, "The body of record " + n);
        fields.put(DONE, n % 2 == 0);
        fields.put(AMOUNT, (long) n);
        fields.put(PRICE, BigDecimal.valueOf(4L * n + 1, 2));
        fields.put(TAGS, List.of("all", "tag " + n));
        Map<String, @Nullable Object> extra = new LinkedHashMap<>();
        extra.put("number", (long) n);
        extra.put("inner", Map.of("text", "inner " + n));
        fields.put(EXTRA, extra);
        return fields;
    }
}
