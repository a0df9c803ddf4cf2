/** What all measurements share: product and control in turns, in one process. Each package has a main class that prints a table. */
@NullMarked
package dev.mooring.benchmarks;

import org.jspecify.annotations.NullMarked;
