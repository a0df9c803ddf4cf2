/**
 * The pure planner: what becomes of one record's base, pending writes and view when the application writes, the backend
 * answers or a page arrives. No I/O, no clock, no threads.
 */
@NullMarked
package dev.mooring.internal.plan;

import org.jspecify.annotations.NullMarked;
