package dev.mooring.firebase.firestore;

import com.google.firestore.v1.ArrayValue;
import com.google.firestore.v1.MapValue;
import com.google.firestore.v1.Value;
import com.google.protobuf.NullValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain values on Firestore's wire. */
final class TestValues {

    private TestValues() {}

    static Value of(@Nullable Object value) {
        Value.Builder made = Value.newBuilder();
        if (value instanceof Map<?, ?> map) {
            MapValue.Builder entries = MapValue.newBuilder();
            map.forEach((name, item) -> entries.putFields(String.valueOf(name), of(item)));
            return made.setMapValue(entries).build();
        }
        if (value instanceof List<?> list) {
            ArrayValue.Builder items = ArrayValue.newBuilder();
            list.forEach(item -> items.addValues(of(item)));
            return made.setArrayValue(items).build();
        }
        if (value instanceof Boolean flag) {
            return made.setBooleanValue(flag).build();
        }
        if (value instanceof Long number) {
            return made.setIntegerValue(number).build();
        }
        if (value instanceof Number number) {
            return made.setDoubleValue(number.doubleValue()).build();
        }
        return value == null
                ? made.setNullValue(NullValue.NULL_VALUE).build()
                : made.setStringValue(String.valueOf(value)).build();
    }
}
