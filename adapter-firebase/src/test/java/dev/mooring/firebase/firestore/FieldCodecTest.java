package dev.mooring.firebase.firestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.Blob;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.FieldValue;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import com.google.cloud.firestore.GeoPoint;
import dev.mooring.sync.Fields;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Types both ways: what Firestore has and JSON has not is a map of one key, and nothing changes silently. */
class FieldCodecTest {

    private final Firestore firestore = FirestoreOptions.newBuilder()
            .setProjectId("demo-mooring")
            .setEmulatorHost("127.0.0.1:1")
            .build()
            .getService();
    private final FieldCodec codec = new FieldCodec(new References(firestore.collection("todos")));

    @AfterEach
    void stop() {
        firestore.shutdownNow();
    }

    @Test
    void whatJsonLacksGoesBothWays() {
        DocumentReference reference = firestore.document("users/u1");

        both(Timestamp.ofTimeSecondsAndNanos(1, 123_456_000), Map.of("$timestamp", "1970-01-01T00:00:01.123456Z"));
        both(Blob.fromBytes(new byte[] {0, 1, 2}), Map.of("$bytes", "AAEC"));
        both(new GeoPoint(1.5, -2), Map.of("$geopoint", Map.of("latitude", new BigDecimal("1.5"), "longitude", -2L)));
        both(reference, Map.of("$reference", "users/u1"));
        both(Double.NaN, Map.of("$double", "NaN"));
        both(Double.NEGATIVE_INFINITY, Map.of("$double", "-Infinity"));
        both(FieldValue.vector(new double[] {1, 0.5}), Map.of("$vector", List.of(1L, new BigDecimal("0.5"))));
    }

    /** As a reference into this one it would be written back to another document. */
    @Test
    void aReferenceIntoAnotherDatabaseIsToldByItsFullNameAndNotWritten() {
        Firestore elsewhere = firestore.getOptions().toBuilder()
                .setDatabaseId("other")
                .build()
                .getService();
        Map<String, String> told = Map.of(
                "$reference", "//firestore.googleapis.com/projects/demo-mooring/databases/other/documents/users/u1");

        Object decoded = codec.decoded(elsewhere.document("users/u1"));
        elsewhere.shutdownNow();

        assertThat(decoded).isEqualTo(told);
        assertThatIllegalArgumentException().isThrownBy(() -> codec.encoded(told));
    }

    @Test
    void aRefusalDoesNotRepeatALargeValue() {
        Map<String, String> large = Map.of("$bytes", "?".repeat(100_000));

        IllegalArgumentException refused =
                catchThrowableOfType(IllegalArgumentException.class, () -> codec.encoded(large));

        assertThat(refused.getMessage()).hasSizeLessThan(500);
    }

    @Test
    void whatJsonHasStaysAsItIs() {
        both(Long.MAX_VALUE, Long.MAX_VALUE);
        both(0.1, new BigDecimal("0.1"));
        both(1e300, new BigInteger("1" + "0".repeat(300)).multiply(BigInteger.ONE));
        both(Arrays.asList(1L, null, "x"), Arrays.asList(1L, null, "x"));
        both(Map.of("a", Map.of("b", List.of())), Map.of("a", Map.of("b", List.of())));
        both(Map.of("$other", 1L), Map.of("$other", 1L));
    }

    @Test
    void aMapThatLooksLikeATypeIsToldFromIt() {
        both(Map.of("$bytes", "AAEC"), Map.of("$map", Map.of("$bytes", "AAEC")));
        both(Map.of("$map", Map.of()), Map.of("$map", Map.of("$map", Map.of())));
    }

    @Test
    void whatWouldComeBackInAnotherFormIsRefused() {
        for (Object value : List.of(
                Map.of("$timestamp", "2026-01-01T00:00:00.123456789Z"),
                Map.of("$timestamp", "2026-01-01T01:00:00+01:00"),
                Map.of("$timestamp", "2026-01-01T00:00:00.100000Z"),
                Map.of("$timestamp", 5L),
                Map.of("$bytes", "AAE"),
                Map.of("$bytes", "!"),
                Map.of("$double", "1.5"),
                Map.of("$reference", "users"),
                Map.of("$geopoint", Map.of("latitude", 100L, "longitude", 0L)),
                Map.of("$vector", "x"),
                Map.of("$map", 1L))) {
            assertThatIllegalArgumentException().as("%s", value).isThrownBy(() -> codec.encoded(canonical(value)));
        }
    }

    @Test
    void whatFirestoreLacksIsRefused() {
        Object deep = "bottom";
        for (int i = 0; i < FieldCodec.DEEPEST + 1; i++) {
            deep = Map.of("m", deep);
        }
        List<Object> values = new ArrayList<>(List.of(
                new BigInteger("9223372036854775808").add(BigInteger.ONE),
                new BigDecimal("123456789.123456789123456789"),
                new BigDecimal("1e400"),
                List.of(List.of()),
                Map.of("", 1L),
                Map.of("__proto__", 1L),
                Map.of("x".repeat(1501), 1L)));
        values.add(deep);

        for (Object value : values) {
            assertThatIllegalArgumentException().as("%s", value).isThrownBy(() -> codec.encoded(canonical(value)));
        }
    }

    private void both(Object stored, Object value) {
        assertThat(codec.encoded(canonical(value))).as("stored").isEqualTo(stored);
        assertThat(canonical(codec.decoded(stored))).as("told").isEqualTo(canonical(value));
    }

    private static @Nullable Object canonical(@Nullable Object value) {
        return Fields.value(value, "value");
    }
}
