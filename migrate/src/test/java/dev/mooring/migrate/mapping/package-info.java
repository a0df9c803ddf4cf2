/** Mappings as code and as files. */
@NullMarked
package dev.mooring.migrate.mapping;

import org.jspecify.annotations.NullMarked;
