/** Tests of opening backends from configuration. */
@NullMarked
package dev.mooring.sync.backend;

import org.jspecify.annotations.NullMarked;
