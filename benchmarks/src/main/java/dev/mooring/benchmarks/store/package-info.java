/** What the durable store costs beside raw SQLite that does the same, both in turns in one process. Start at {@code StoreNumbers}. */
@NullMarked
package dev.mooring.benchmarks.store;

import org.jspecify.annotations.NullMarked;
