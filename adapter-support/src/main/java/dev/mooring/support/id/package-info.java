/** Ids as keys of backends that allow few characters. */
@NullMarked
package dev.mooring.support.id;

import org.jspecify.annotations.NullMarked;
