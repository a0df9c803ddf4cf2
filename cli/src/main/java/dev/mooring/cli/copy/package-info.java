/**
 * A store as text: each line is a JSON object, and all lines together are everything that the store holds. Knows the store's SPI and no kind of
 * store.
 */
@NullMarked
package dev.mooring.cli.copy;

import org.jspecify.annotations.NullMarked;
