/** Whole migrations between two loopback backends, against a loop that reads and writes by hand. */
@NullMarked
package dev.mooring.benchmarks.migrate;

import org.jspecify.annotations.NullMarked;
