package dev.mooring.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for all values. Another seed: {@code -Dmooring.seed=<n>}. */
class FieldsLawsTest {

    private static final int CASES = 10_000;

    @Test
    void canonicalFormIsIdempotent() {
        forAll(random -> {
            Map<String, @Nullable Object> once = Fields.patch(random.fields());
            Map<String, @Nullable Object> again = Fields.patch(new LinkedHashMap<>(once));

            assertThat(again).isEqualTo(once).hasSameHashCodeAs(once);
            assertThat(again.keySet()).containsExactlyElementsOf(once.keySet());
        });
    }

    @Test
    void applyingADifferenceGivesTheOther() {
        forAll(random -> {
            Map<String, @Nullable Object> a = random.fields();
            Map<String, @Nullable Object> b = random.changed(a);
            Map<String, @Nullable Object> patch = Fields.diff(a, b);

            assertThat(Fields.apply(a, patch)).isEqualTo(Fields.document(b));
            assertThat(patch.isEmpty()).isEqualTo(Fields.same(a, b));
        });
    }

    @Test
    void aDifferenceIsMinimal() {
        forAll(random -> {
            Map<String, @Nullable Object> a = Fields.document(random.fields());
            Map<String, @Nullable Object> b = Fields.document(random.changed(a));

            assertThat(Fields.diff(a, b).keySet())
                    .allSatisfy(name ->
                            assertThat(Objects.equals(a.get(name), b.get(name))).isFalse());
        });
    }

    @Test
    void whatWasAppliedIsCovered() {
        forAll(random -> {
            Map<String, @Nullable Object> a = random.fields();
            Map<String, @Nullable Object> patch = random.changed(a);

            assertThat(Fields.covers(Fields.apply(a, patch), patch)).isTrue();
            assertThat(Fields.apply(Fields.apply(a, patch), patch)).isEqualTo(Fields.apply(a, patch));
        });
    }

    @Test
    void samenessIsAnEquivalence() {
        forAll(random -> {
            Map<String, @Nullable Object> a = random.fields();
            Map<String, @Nullable Object> b = random.changed(a);
            Map<String, @Nullable Object> c = random.changed(b);

            assertThat(Fields.same(a, random.rewritten(a))).isTrue();
            assertThat(Fields.same(a, b)).isEqualTo(Fields.same(b, a));
            assertThat(Fields.same(a, b) && Fields.same(b, c) && !Fields.same(a, c))
                    .isFalse();
        });
    }

    @Test
    void numbersAreOneWhenTheyCompareAsOne() {
        forAll(random -> {
            Number a = random.number();
            Number b = random.next(3) == 0 ? random.number() : random.rewritten(a);
            Object canonicalA = Fields.value(a, "a");
            Object canonicalB = Fields.value(b, "b");

            boolean one = decimal(a).compareTo(decimal(b)) == 0;
            assertThat(Objects.equals(canonicalA, canonicalB))
                    .as("%s and %s", a, b)
                    .isEqualTo(one);
            assertThat(decimal((Number) Objects.requireNonNull(canonicalA))).isEqualByComparingTo(decimal(a));
        });
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof Double binary ? shortest(binary) : new BigDecimal(number.toString());
    }

    /** By trying: the fewest digits that still name this double. JDKs before 19 write some doubles longer. */
    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        return IntStream.rangeClosed(1, 17)
                .mapToObj(digits -> exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)))
                .filter(rounded -> rounded.doubleValue() == number)
                .findFirst()
                .orElseThrow();
    }

    private static void forAll(Consumer<RandomValues> law) {
        long first = Long.getLong("mooring.seed", System.nanoTime());
        System.out.println("-Dmooring.seed=" + first);
        for (int i = 0; i < CASES; i++) {
            long seed = first + i;
            try {
                law.accept(new RandomValues(new Random(seed)));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("fails with -Dmooring.seed=" + seed, e);
            }
        }
    }

    /** Draws values from few names and few numbers, so that they often meet. */
    private record RandomValues(Random random) {

        int next(int bound) {
            return random.nextInt(bound);
        }

        Map<String, @Nullable Object> fields() {
            return map(3);
        }

        private Map<String, @Nullable Object> map(int depth) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = next(5); i > 0; i--) {
                map.put(name(), value(depth));
            }
            return map;
        }

        private String name() {
            return List.of("a", "b", "", "a.b", "ä", "\ud83d\ude00", "$").get(next(7));
        }

        private @Nullable Object value(int depth) {
            return switch (next(depth > 0 ? 7 : 5)) {
                case 0 -> null;
                case 1 -> random.nextBoolean();
                case 2 -> name();
                case 3, 4 -> number();
                case 5 -> map(depth - 1);
                default -> list(depth - 1);
            };
        }

        private List<@Nullable Object> list(int depth) {
            List<@Nullable Object> list = new ArrayList<>();
            for (int i = next(4); i > 0; i--) {
                list.add(value(depth));
            }
            return list;
        }

        Number number() {
            return switch (next(8)) {
                case 0 -> next(3) - 1;
                case 1 -> random.nextLong();
                case 2 -> (next(21) - 10) / 10.0;
                case 3 -> (next(21) - 10) / 10.0f;
                case 4 -> new BigInteger(next(500) + 1, random).negate();
                case 5 -> new BigDecimal(new BigInteger(next(80) + 1, random), next(400) - 200);
                case 6 -> random.nextGaussian() * Math.pow(10, next(40) - 20);
                default -> BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.valueOf(next(3) - 1));
            };
        }

        /** The same number in another form. */
        Number rewritten(Number number) {
            BigDecimal decimal = decimal(number);
            return next(2) == 0 ? decimal.setScale(decimal.scale() + next(20)) : decimal.stripTrailingZeros();
        }

        /** The same fields in another form and order. */
        Map<String, @Nullable Object> rewritten(Map<String, @Nullable Object> fields) {
            List<String> names = new ArrayList<>(fields.keySet());
            Collections.shuffle(names, random);
            Map<String, @Nullable Object> result = new LinkedHashMap<>();
            names.forEach(name -> {
                Object value = fields.get(name);
                result.put(name, value instanceof Number number ? rewritten(number) : value);
            });
            result.putIfAbsent("nothing", null);
            return result;
        }

        /** Some fields stay, some go, some change, some come. */
        Map<String, @Nullable Object> changed(Map<String, @Nullable Object> fields) {
            Map<String, @Nullable Object> result = rewritten(fields);
            for (int i = next(3); i > 0; i--) {
                if (next(2) == 0) {
                    result.remove(name());
                } else {
                    result.put(name(), value(2));
                }
            }
            return result;
        }
    }
}
