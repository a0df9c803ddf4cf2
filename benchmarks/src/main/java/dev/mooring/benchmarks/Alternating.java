package dev.mooring.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/** Measures two ways to do the same in turns, so that whatever else the machine does hits both. Not safe for several threads. */
public final class Alternating {

    /** What stands above the lines of a table. */
    public static final String HEADER =
            "| work | product | control | ratio of medians | median of ratios | ratio of processor time |\n"
                    + "|---|---|---|---|---|---|";

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final String name;
    private final int rounds;

    /** A measurement with a name, and how many rounds count. */
    public Alternating(String name, int rounds) {
        this.name = name;
        this.rounds = rounds;
    }

    /**
     * A line of the table. The first rounds warm up and do not count.
     *
     * @param operations how many each round does
     */
    public String compare(int operations, Round product, Round control) throws Exception {
        try {
            return measured(operations, product, control);
        } finally {
            product.end();
            control.end();
        }
    }

    private String measured(int operations, Round product, Round control) throws Exception {
        int warm = Math.max(2, rounds / 4);
        Series products = new Series();
        Series controls = new Series();
        double[] ratios = new double[rounds];
        for (int round = -warm; round < rounds; round++) {
            boolean productFirst = round % 2 == 0;
            Took first = time(productFirst ? product : control, operations);
            Took second = time(productFirst ? control : product, operations);
            if (round >= 0) {
                products.set(round, productFirst ? first : second);
                controls.set(round, productFirst ? second : first);
                ratios[round] = controls.passed[round] / products.passed[round];
            }
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.1f µs | %.1f µs | %.2f | %.2f | %.2f |",
                name,
                median(products.passed),
                median(controls.passed),
                median(controls.passed) / median(products.passed),
                median(ratios),
                median(controls.worked) / median(products.worked));
    }

    private static Took time(Round round, int operations) throws Exception {
        round.prepare(operations);
        long worked = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        round.run(operations);
        double passed = (System.nanoTime() - start) / 1_000.0 / operations;
        return new Took(passed, (PROCESS.getProcessCpuTime() - worked) / 1_000.0 / operations);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Microseconds of one operation: what the clock says, and what all threads of the process worked. */
    private record Took(double passed, double worked) {}

    private final class Series {

        private final double[] passed = new double[rounds];
        private final double[] worked = new double[rounds];

        void set(int round, Took took) {
            passed[round] = took.passed();
            worked[round] = took.worked();
        }
    }

    /** Does a number of operations. */
    @FunctionalInterface
    public interface Round {

        /** Makes ready what is not measured. */
        default void prepare(int operations) throws Exception {}

        /** Does them. */
        void run(int operations) throws Exception;

        /** Ends what the rounds started. */
        default void end() throws Exception {}
    }
}
