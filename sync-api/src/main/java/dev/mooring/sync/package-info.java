/**
 * The SPI of Mooring: what a backend adapter implements and the values that travel through it. Every rule an adapter
 * keeps is named here by the number it has in the contract suite ({@code RULES.md}).
 */
@NullMarked
package dev.mooring.sync;

import org.jspecify.annotations.NullMarked;
