package dev.mooring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void everyKindOfWholeNumberBecomesLong() {
        LongAdder adder = new LongAdder();
        adder.add(7);
        LongAccumulator accumulator = new LongAccumulator(Math::max, 7);
        DoubleAdder doubles = new DoubleAdder();
        doubles.add(7);
        DoubleAccumulator highest = new DoubleAccumulator(Math::max, 7);

        List<Number> sevens = List.of(
                (byte) 7,
                (short) 7,
                7,
                7L,
                7f,
                7d,
                new AtomicInteger(7),
                new AtomicLong(7),
                adder,
                accumulator,
                doubles,
                highest,
                BigInteger.valueOf(7),
                new BigDecimal("7.00"),
                new BigDecimal("0.7e1"));

        assertThat(sevens).allSatisfy(seven -> assertThat(canonical(seven)).isEqualTo(7L));
    }

    @Test
    void fractionsTakeTheirShortestForm() {
        BigDecimal tenth = new BigDecimal("0.1");

        assertThat(canonical(0.1f)).isEqualTo(tenth);
        assertThat(canonical(0.1)).isEqualTo(tenth);
        assertThat(canonical(new BigDecimal("0.100"))).isEqualTo(tenth);
        assertThat(canonical(1.1f)).isEqualTo(new BigDecimal("1.1"));
        assertThat(canonical(Float.MAX_VALUE)).isEqualTo(new BigInteger("34028235" + "0".repeat(31)));
        assertThat(canonical(Double.MIN_VALUE)).isEqualTo(new BigDecimal("4.9E-324"));
        assertThat(canonical(Double.MAX_VALUE)).isEqualTo(new BigDecimal("1.7976931348623157E308"));
    }

    /** Double.toString of a JDK before 19 gives 1.9999999999999998E23. */
    @Test
    void doublesThatAnOldJdkWritesTooLongAreShortened() {
        assertThat(canonical(2e23)).isEqualTo(canonical(new BigDecimal("2e23")));
        assertThat(canonical(2e-3f)).isEqualTo(new BigDecimal("0.002"));
        assertThat(canonical(3.3554432E7f)).isEqualTo(33554432L);
    }

    @Test
    void zeroHasOneForm() {
        assertThat(List.<Number>of(
                        0,
                        -0.0,
                        -0.0f,
                        0.0,
                        BigDecimal.ZERO,
                        new BigDecimal("-0.00"),
                        new BigDecimal("0e1000000"),
                        new BigDecimal(BigInteger.ZERO, Integer.MAX_VALUE),
                        new BigDecimal(BigInteger.ZERO, Integer.MIN_VALUE)))
                .allSatisfy(zero -> assertThat(canonical(zero)).isEqualTo(0L));
    }

    @Test
    void theBoundOfLongIsExact() {
        BigInteger above = BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE);
        BigInteger below = BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.ONE);

        assertThat(canonical(BigInteger.valueOf(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
        assertThat(canonical(new BigDecimal(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
        assertThat(canonical(above)).isEqualTo(above);
        assertThat(canonical(new BigDecimal(below))).isEqualTo(below);
        assertThat(canonical((1L << 53) + 1)).isEqualTo(9007199254740993L);
    }

    @Test
    void wholeNumbersChangeFromBigIntegerToBigDecimalAtOnePlace() {
        BigInteger hundredDigits = BigInteger.TEN.pow(99);

        assertThat(canonical(new BigDecimal("1e99"))).isEqualTo(hundredDigits);
        assertThat(canonical(hundredDigits)).isEqualTo(hundredDigits);
        assertThat(canonical(BigInteger.TEN.pow(150))).isEqualTo(new BigDecimal("1e150"));
        assertThat(canonical(new BigDecimal("1e150"))).isEqualTo(new BigDecimal("1e150"));
        assertThat(canonical(new BigDecimal("1e400"))).isEqualTo(new BigDecimal("1e400"));
    }

    @Test
    void equalNumbersAreAcceptedOrRefusedInEveryForm() {
        assertThat(canonical(BigInteger.TEN.pow(5_000))).isEqualTo(canonical(new BigDecimal("1e5000")));
        assertThat(canonical(new BigDecimal("1." + "0".repeat(3_000)))).isEqualTo(1L);
        assertThat(canonical(new BigDecimal("9".repeat(1_000))))
                .isEqualTo(canonical(new BigInteger("9".repeat(1_000))));

        refused(new BigDecimal("9".repeat(1_001)), "more than 1000 digits");
        refused(new BigInteger("9".repeat(1_001)), "more than 1000 digits");
        refused(BigInteger.TEN.pow(10_001), "exponent beyond 10000");
    }

    @Test
    void extremesAreRefusedWithoutBeingWrittenOut() {
        refused(new BigDecimal("1e10001"), "exponent beyond 10000");
        refused(new BigDecimal("1e-10002"), "exponent beyond 10000");
        refused(new BigDecimal(BigInteger.TEN, Integer.MAX_VALUE), "exponent beyond 10000");
        refused(new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE), "exponent beyond 10000");
        refused(BigInteger.ONE.shiftLeft(100_000_000), "more than 1000 digits");
        refused(new BigDecimal(BigInteger.ONE.shiftLeft(100_000_000), 5), "more than 1000 digits");
    }

    @Test
    void whatIsNoNumberIsRefused() {
        DoubleAdder endless = new DoubleAdder();
        endless.add(Double.POSITIVE_INFINITY);

        refused(Double.NaN, "is not a finite number: NaN");
        refused(Double.NEGATIVE_INFINITY, "is not a finite number: -Infinity");
        refused(Float.NaN, "is not a finite number: NaN");
        refused(Float.POSITIVE_INFINITY, "is not a finite number: Infinity");
        refused(endless, "is not a finite number: Infinity");
        refused(new Unwritten(), "is a number that cannot be read from its text: " + Unwritten.class.getName());
    }

    private static @Nullable Object canonical(Number number) {
        return Fields.value(number, "n");
    }

    private static void refused(Number number, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> canonical(number))
                .withMessageStartingWith("field 'n' ")
                .withMessageContaining(why);
    }

    /** A number of somebody else whose text is none. */
    private static final class Unwritten extends Number {
        private static final long serialVersionUID = 1L;

        @Override
        public int intValue() {
            return 0;
        }

        @Override
        public long longValue() {
            return 0;
        }

        @Override
        public float floatValue() {
            return 0;
        }

        @Override
        public double doubleValue() {
            return 0;
        }

        @Override
        public String toString() {
            return "many";
        }
    }
}
