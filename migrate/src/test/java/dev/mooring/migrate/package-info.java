/** Migrations of backends in memory and over loopback, killed, disturbed and compared. */
@NullMarked
package dev.mooring.migrate;

import org.jspecify.annotations.NullMarked;
