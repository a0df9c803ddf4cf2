/** Tests of the durable store beyond the contract: plans, faults of files, killed processes. */
@NullMarked
package dev.mooring.store.sqlite;

import org.jspecify.annotations.NullMarked;
