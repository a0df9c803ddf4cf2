/**
 * Ids for new records. They sort by the time they were made, and nobody else draws the same.
 */
@NullMarked
package dev.mooring.internal.ids;

import org.jspecify.annotations.NullMarked;
