/** The code that {@code docs/write-an-adapter.md} shows, and the test that it shows this code. */
@NullMarked
package dev.mooring.contract.guide;

import org.jspecify.annotations.NullMarked;
