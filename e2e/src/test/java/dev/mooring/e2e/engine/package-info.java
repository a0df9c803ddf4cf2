/** The engine over real adapters and real stores, with faults between them and their backends. Every case says when it does not apply. */
@NullMarked
package dev.mooring.e2e.engine;

import org.jspecify.annotations.NullMarked;
