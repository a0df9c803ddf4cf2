/**
 * An honest backend in memory and its adapter: keeps every rule of the contract, claims as much or as little as it is told to.
 * For the suite's own tests, for tests of the engine, and as the example that an adapter's author reads.
 */
@NullMarked
package dev.mooring.contract.memory;

import org.jspecify.annotations.NullMarked;
