/** Broken adapters, each with the rules that must fail on it, and the test that they do. */
@NullMarked
package dev.mooring.contract.mutant;

import org.jspecify.annotations.NullMarked;
