package dev.mooring.sync;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Predicate;

/** The one form of each number that {@link Fields} describes. */
final class Numbers {

    private static final int MOST_DIGITS = 1_000;
    private static final int LARGEST_EXPONENT = 10_000;
    private static final int MOST_INTEGER_DIGITS = 100;
    /** 4 bits are more than one decimal digit, so no allowed number written out with all its zeros has more. */
    private static final int MOST_BITS = 4 * (LARGEST_EXPONENT + MOST_DIGITS);

    private Numbers() {}

    /**
     * {@code Long}, else {@code BigInteger}, else {@code BigDecimal}.
     *
     * @throws ArithmeticException that says what is wrong with the number
     */
    static Number shortest(Number number) {
        if (number instanceof BigDecimal decimal) {
            return shortest(decimal);
        }
        if (number instanceof BigInteger integer) {
            bounded(integer);
            return shortest(new BigDecimal(integer));
        }
        if (number instanceof Float single) {
            return shortest(decimal(single));
        }
        if (number instanceof Double || number instanceof DoubleAdder || number instanceof DoubleAccumulator) {
            return shortest(decimal(number.doubleValue()));
        }
        return shortest(parsed(number));
    }

    private static Number shortest(BigDecimal decimal) {
        if (decimal.signum() == 0) {
            return 0L;
        }
        bounded(decimal.unscaledValue());
        // before stripping: a scale near the end of the range would overflow there
        long exponent = (long) decimal.precision() - decimal.scale();
        if (Math.abs(exponent) > LARGEST_EXPONENT) {
            throw new ArithmeticException("is a number with an exponent beyond " + LARGEST_EXPONENT);
        }
        BigDecimal shortest = decimal.stripTrailingZeros();
        if (shortest.precision() > MOST_DIGITS) {
            throw tooLong();
        }
        if (shortest.scale() > 0 || exponent > MOST_INTEGER_DIGITS) {
            return shortest;
        }
        BigInteger integer = shortest.toBigIntegerExact();
        return integer.bitLength() <= 63 ? (Number) integer.longValue() : integer;
    }

    private static void bounded(BigInteger digits) {
        if (digits.bitLength() > MOST_BITS) {
            throw tooLong();
        }
    }

    // JDKs before 19 write some numbers longer than needed, or not the nearest: 2e23 as 1.9999999999999998E23
    private static BigDecimal decimal(double number) {
        BigDecimal written = new BigDecimal(finite(number, Double.toString(number)));
        return fewestDigits(written, new BigDecimal(number), shorter -> shorter.doubleValue() == number);
    }

    private static BigDecimal decimal(float number) {
        BigDecimal written = new BigDecimal(finite(number, Float.toString(number)));
        return fewestDigits(written, new BigDecimal(number), shorter -> shorter.floatValue() == number);
    }

    private static BigDecimal fewestDigits(BigDecimal written, BigDecimal exact, Predicate<BigDecimal> isSame) {
        BigDecimal fewest = written;
        for (int digits = written.precision(); digits > 1; digits--) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (!isSame.test(rounded)) {
                return fewest;
            }
            fewest = rounded;
        }
        return fewest;
    }

    private static String finite(double number, String text) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new ArithmeticException("is not a finite number: " + text);
        }
        return text;
    }

    private static BigDecimal parsed(Number number) {
        try {
            return new BigDecimal(String.valueOf(number));
        } catch (NumberFormatException e) {
            ArithmeticException unreadable = new ArithmeticException("is a number that cannot be read from its text: "
                    + number.getClass().getName());
            unreadable.initCause(e);
            throw unreadable;
        }
    }

    private static ArithmeticException tooLong() {
        return new ArithmeticException("is a number of more than " + MOST_DIGITS + " digits");
    }
}
