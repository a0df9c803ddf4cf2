/** Devices that live through a migration of their backend. */
@NullMarked
package dev.mooring.e2e.migrate;

import org.jspecify.annotations.NullMarked;
