package dev.mooring.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Measures two ways to do the same in turns, so that whatever else the machine does hits both. Not safe for several threads. */
public final class Alternating {

    /** What stands above the lines of a table. */
    public static final String HEADER =
            "| work | product | control | ratio of medians | median of ratios |\n|---|---|---|---|---|";

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
        double[] products = new double[rounds];
        double[] controls = new double[rounds];
        double[] ratios = new double[rounds];
        for (int round = -warm; round < rounds; round++) {
            boolean productFirst = round % 2 == 0;
            double first = time(productFirst ? product : control, operations);
            double second = time(productFirst ? control : product, operations);
            if (round >= 0) {
                products[round] = productFirst ? first : second;
                controls[round] = productFirst ? second : first;
                ratios[round] = controls[round] / products[round];
            }
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.1f µs | %.1f µs | %.2f | %.2f |",
                name,
                median(products),
                median(controls),
                median(controls) / median(products),
                median(ratios));
    }

    private static double time(Round round, int operations) throws Exception {
        round.prepare(operations);
        long start = System.nanoTime();
        round.run(operations);
        return (System.nanoTime() - start) / 1_000.0 / operations;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
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
