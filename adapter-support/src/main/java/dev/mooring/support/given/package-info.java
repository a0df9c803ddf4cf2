/** The checks of what an adapter is given. Every adapter refuses a missing or empty part in the same words. */
@NullMarked
package dev.mooring.support.given;

import org.jspecify.annotations.NullMarked;
