/** What the packages of this module share and nobody else should use. No API. */
@NullMarked
package dev.mooring.migrate.internal;

import org.jspecify.annotations.NullMarked;
