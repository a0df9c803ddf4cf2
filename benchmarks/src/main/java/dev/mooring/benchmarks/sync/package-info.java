/** What a whole pull and a whole push cost beside a program written by hand for that alone. Start at {@code SyncNumbers}. */
@NullMarked
package dev.mooring.benchmarks.sync;

import org.jspecify.annotations.NullMarked;
