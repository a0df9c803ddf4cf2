/** Tests of the SPI's values. */
@NullMarked
package dev.mooring.sync;

import org.jspecify.annotations.NullMarked;
