/** Whole-system tests: the architecture's arrows, and what needs more than one module. */
@NullMarked
package dev.mooring.e2e;

import org.jspecify.annotations.NullMarked;
