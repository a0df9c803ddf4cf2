/** The examples of docs/collections.md, compiled and run, and what they promise over real stores and backends. */
@NullMarked
package dev.mooring.e2e.collections;

import org.jspecify.annotations.NullMarked;
