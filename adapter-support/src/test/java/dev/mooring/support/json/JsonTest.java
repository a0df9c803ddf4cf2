package dev.mooring.support.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private final Json json = Json.standard();

    @Test
    void numbersAreExact() {
        assertThat(json.parse("[9007199254740993, 0.1, 1.10, -0, -0.0, 1e400, 1E-30, 1.0]"))
                .isEqualTo(Arrays.asList(
                        9007199254740993L,
                        new BigDecimal("0.1"),
                        new BigDecimal("1.1"),
                        0L,
                        0L,
                        new BigDecimal("1E+400"),
                        new BigDecimal("1E-30"),
                        1L));
        assertThat(json.parse("[9223372036854775807, -9223372036854775808, 9223372036854775808]"))
                .isEqualTo(List.of(Long.MAX_VALUE, Long.MIN_VALUE, new BigInteger("9223372036854775808")));
        assertThat(json.parse("0.12345678901234567890123456789"))
                .isEqualTo(new BigDecimal("0.12345678901234567890123456789"));
    }

    @Test
    void everyKindOfValueIsRead() {
        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        expected.put("", "");
        expected.put("null", null);
        expected.put("emoji", "😀\u0000");
        expected.put("list", List.of(true, false, List.of(), Map.of()));

        assertThat(json.parse(
                        "{\"\":\"\",\"null\":null,\"emoji\":\"\\ud83d\\ude00\\u0000\",\"list\":[true,false,[],{}]}"))
                .isEqualTo(expected);
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            Object value = Values.random(random, 4);

            assertThat(json.parse(json.write(value)))
                    .as("seed %s, round %s", seed, round)
                    .isEqualTo(value);
        }
    }

    @Test
    void writesUtf8AndPlainNumbers() {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("a", "é😀\"\\\n");
        value.put("b", null);
        value.put("c", List.of(1L, new BigDecimal("1.1"), new BigInteger("9223372036854775808"), true));

        assertThat(json.text(value))
                .isEqualTo("{\"a\":\"é😀\\\"\\\\\\n\",\"b\":null,\"c\":[1,1.1,9223372036854775808,true]}");
        assertThat(json.write("😀")).hasSize(6);
    }

    @Test
    void whatFieldsRefuseIsNotWritten() {
        assertThatThrownBy(() -> json.write(Map.of("a", Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value.a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "{",
                "[1,",
                "{\"a\" 1}",
                "{a:1}",
                "'a'",
                "01",
                "+1",
                "1.",
                ".5",
                "NaN",
                "Infinity",
                "\"a",
                "\"\\x\"",
                "[1] 2",
                "{} {}",
                "1 ,",
                "\"\t\"",
                "// c\n1",
                "[1,]",
                "{\"a\":1,}",
                "undefined",
                "\"\\ud800\"",
                "\"\\udc00x\""
            })
    void whatIsNoJsonIsUnreadable(String document) {
        assertThatThrownBy(() -> json.parse(document)).isInstanceOf(UnreadableJson.class);
    }

    @Test
    void errorsSayWhatAndWhere() {
        assertThatThrownBy(() -> json.parse("{\"rows\":[{\"a\":1},\n{\"a\":tru}]}"))
                .isInstanceOf(UnreadableJson.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("/rows/1/a");
        assertThatThrownBy(() -> json.parse("")).hasMessageContaining("empty");
        assertThatThrownBy(() -> json.parse("[1] 2")).hasMessageContaining("after the end");
        assertThatThrownBy(() -> json.parse("{\"a\":1,\"a\":2}"))
                .hasMessageContaining("twice")
                .hasMessageContaining("/a");
    }

    @Test
    void errorsRepeatLittleOfTheContent() {
        String page = "<!doctype html><title>" + "x".repeat(100_000) + "</title>";

        assertThatThrownBy(() -> json.parse(page))
                .isInstanceOf(UnreadableJson.class)
                .hasNoCause()
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).length()).isLessThan(250));
        assertThatThrownBy(() -> json.parse("{\"" + "k".repeat(10_000) + "\":" + "y".repeat(10_000) + "}"))
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).length()).isLessThan(250));
    }

    @Test
    void namesThatAreThereTwiceAreRefusedInDepthToo() {
        assertThatThrownBy(() -> json.parse("[[{\"b\":[{\"a\":1,\"a\":1}]}]]")).isInstanceOf(UnreadableJson.class);
    }

    @Test
    void invalidUtf8IsRefused() {
        List<byte[]> invalid = List.of(
                "\"\u00ff\"".getBytes(ISO_8859_1),
                "\"\u00c3(\"".getBytes(ISO_8859_1),
                "\"\u00e2\u0082\"".getBytes(ISO_8859_1),
                "\"\u00c0\u00af\"".getBytes(ISO_8859_1),
                "\"\u00e0\u0080\u00af\"".getBytes(ISO_8859_1),
                "\"\u00ed\u00a0\u00bd\u00ed\u00b8\u0080\"".getBytes(ISO_8859_1),
                "\"\u00f4\u0090\u0080\u0080\"".getBytes(ISO_8859_1),
                "\"a\u0080\"".getBytes(ISO_8859_1));

        for (byte[] document : invalid) {
            assertThatThrownBy(() -> json.parse(document))
                    .as(Arrays.toString(document))
                    .isInstanceOf(UnreadableJson.class)
                    .hasMessageContaining("UTF-8");
        }
    }

    @Test
    void otherEncodingsAreNotGuessed() {
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16)) {
            assertThatThrownBy(() -> json.parse("[\"a\"]".getBytes(charset))).isInstanceOf(UnreadableJson.class);
        }
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(json.parse("\uFEFF[1]".getBytes(UTF_8))).isEqualTo(List.of(1L));
        assertThatThrownBy(() -> json.parse("\uFEFF".getBytes(UTF_8))).hasMessageContaining("empty");
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        String allowed = "[".repeat(100) + "]".repeat(100);

        assertThatThrownBy(() -> json.parse(deep)).isInstanceOf(UnreadableJson.class);
        assertThatThrownBy(() -> json.parse("{\"a\":".repeat(10_000))).isInstanceOf(UnreadableJson.class);
        assertThat(json.parse(allowed)).isInstanceOf(List.class);
    }

    @Test
    void limitsAreKept() {
        Json small = Json.builder()
                .longestText(10)
                .longestName(10)
                .largestValue(1_000)
                .build();

        assertThat(small.parse("{\"0123456789\":\"0123456789\"}")).isInstanceOf(Map.class);
        assertThatThrownBy(() -> small.parse("\"01234567890\"")).isInstanceOf(UnreadableJson.class);
        assertThatThrownBy(() -> small.parse("{\"01234567890\":1}")).isInstanceOf(UnreadableJson.class);
        assertThatThrownBy(() -> small.parse("[" + "[],".repeat(70) + "[]]"))
                .isInstanceOf(UnreadableJson.class)
                .hasMessageContaining("larger");
    }

    @Test
    void whatIsMoreThanCanBeHeldIsToldFromWhatIsDamaged() {
        Json small = Json.builder().longestText(10).largestValue(1_000).build();
        String deep = "[".repeat(150) + "]".repeat(150);

        for (String tooMuch :
                List.of("\"01234567890\"", deep, "[" + "[],".repeat(70) + "[]]", "1e999999999", "\"\\ud800\"")) {
            assertThatThrownBy(() -> small.parse(tooMuch))
                    .isInstanceOfSatisfying(
                            UnreadableJson.class,
                            e -> assertThat(e.beyondLimits()).as(tooMuch).isTrue());
        }
        for (String damaged : List.of("", "[1,", "<html>", "{\"a\":1,\"a\":2}", "[1] 2")) {
            assertThatThrownBy(() -> small.parse(damaged))
                    .isInstanceOfSatisfying(
                            UnreadableJson.class,
                            e -> assertThat(e.beyondLimits()).as(damaged).isFalse());
        }
    }

    @Test
    void tooMuchIsWhatCouldNotBeReadBack() {
        Json small = Json.builder()
                .longestText(10)
                .longestName(10)
                .largestValue(1_000)
                .build();
        Object deep = 1L;
        for (int level = 0; level < 90; level++) {
            deep = List.of(deep);
        }

        assertThat(small.tooMuch(Map.of("a", List.of("0123456789", true, 1L)))).isEmpty();
        assertThat(small.tooMuch(Map.of("a", List.of("01234567890"))))
                .hasValueSatisfying(why -> assertThat(why).contains("a text of 11 characters, more than 10"));
        assertThat(small.tooMuch(Map.of("01234567890", 1L))).isPresent();
        assertThat(small.tooMuch(Collections.nCopies(70, List.of()))).isPresent();
        assertThat(json.tooMuch(deep)).hasValue("is nested deeper than 90");
        assertThat(json.tooMuch(((List<?>) deep).get(0))).isEmpty();
    }

    @Test
    void whatIsNotTooMuchIsReadBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Json small = Json.builder().largestValue(600).build();
        for (int round = 0; round < 2_000; round++) {
            Object value = Values.random(random, 5);
            if (small.tooMuch(value).isEmpty()) {
                assertThat(small.parse(small.write(value)))
                        .as("seed %s, round %s", seed, round)
                        .isEqualTo(value);
            }
        }
    }

    @Test
    void numbersWithoutEndAreRefused() {
        for (String number :
                List.of("1".repeat(5_000), "0." + "1".repeat(5_000), "1e999999999", "1e-999999999", "1e99999999999")) {
            assertThatThrownBy(() -> json.parse("{\"a\":" + number + "}"))
                    .as(number.substring(0, 5))
                    .isInstanceOf(UnreadableJson.class);
        }
    }

    /** Random canonical values. */
    static final class Values {

        private Values() {}

        static @Nullable Object random(Random random, int depth) {
            return switch (random.nextInt(depth > 0 ? 9 : 7)) {
                case 0 -> null;
                case 1 -> random.nextBoolean();
                case 2 -> random.nextLong() >> random.nextInt(64);
                case 3 -> BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.valueOf(1L + random.nextInt(1000)));
                case 4 ->
                    new BigDecimal(BigInteger.valueOf(random.nextLong() | 1), 1 + random.nextInt(30))
                            .stripTrailingZeros()
                            .add(BigDecimal.ZERO);
                case 5, 6 -> text(random);
                case 7 -> list(random, depth);
                default -> map(random, depth);
            };
        }

        static String text(Random random) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                int point = random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(0x100);
                text.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? '?' : point);
            }
            return text.toString();
        }

        private static List<@Nullable Object> list(Random random, int depth) {
            List<@Nullable Object> list = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(random(random, depth - 1));
            }
            return list;
        }

        private static Map<String, @Nullable Object> map(Random random, int depth) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                map.put(text(random), random(random, depth - 1));
            }
            return map;
        }
    }
}
