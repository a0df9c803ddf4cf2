/** The application of docs/observing.md, and the test that runs it. */
@NullMarked
package dev.mooring.e2e.observe;

import org.jspecify.annotations.NullMarked;
