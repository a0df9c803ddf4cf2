/**
 * What becomes of a record on its way: other names, other types, other ids. As code or as a JSON file, see
 * {@link dev.mooring.migrate.mapping.Mapping}.
 */
@NullMarked
package dev.mooring.migrate.mapping;

import org.jspecify.annotations.NullMarked;
