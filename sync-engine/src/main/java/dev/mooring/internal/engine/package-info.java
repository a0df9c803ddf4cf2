/**
 * The state machine: one control thread, driven by events. What touches the store ({@code Ledger}, {@code Claims}, {@code Pages}) decides nothing about time
 * or turns; what decides ({@code Lane}) touches nothing but them.
 */
@NullMarked
package dev.mooring.internal.engine;

import org.jspecify.annotations.NullMarked;
