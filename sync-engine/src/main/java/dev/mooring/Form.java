package dev.mooring;

import dev.mooring.sync.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How records look to an application: as fields, or as a type of its own. */
interface Form<T> {

    Map<String, @Nullable Object> fields(T value);

    T value(Map<String, @Nullable Object> fields);

    /** Whether the fields are all that the application knows of the record, so that others stay (law 21). */
    boolean partial();

    /** The application's type. */
    Class<?> type();

    /** Fields as they are. */
    static Form<Map<String, @Nullable Object>> fields() {
        return new Form<>() {
            @Override
            public Map<String, @Nullable Object> fields(Map<String, @Nullable Object> value) {
                return value;
            }

            @Override
            public Map<String, @Nullable Object> value(Map<String, @Nullable Object> fields) {
                return fields;
            }

            @Override
            public boolean partial() {
                return false;
            }

            @Override
            public Class<?> type() {
                return Map.class;
            }
        };
    }

    /** A record or a bean, through Jackson. */
    static <T> Form<T> of(Class<T> type) {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        return new Form<>() {
            @Override
            public Map<String, @Nullable Object> fields(T value) {
                try {
                    return Fields.patch(mapper.convertValue(value, new TypeReference<Map<String, Object>>() {}));
                } catch (JacksonException | StackOverflowError e) {
                    throw new IllegalArgumentException(type.getSimpleName() + " has no form as fields: " + e, e);
                }
            }

            @Override
            public T value(Map<String, @Nullable Object> fields) {
                return mapper.convertValue(fields, type);
            }

            @Override
            public boolean partial() {
                return true;
            }

            @Override
            public Class<?> type() {
                return type;
            }
        };
    }
}
