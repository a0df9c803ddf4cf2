/** Several backends in one application. */
@NullMarked
package dev.mooring.e2e.beside;

import org.jspecify.annotations.NullMarked;
