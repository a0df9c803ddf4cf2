/** The application of docs/getting-started.md, and the test that kills it. */
@NullMarked
package dev.mooring.e2e.start;

import org.jspecify.annotations.NullMarked;
