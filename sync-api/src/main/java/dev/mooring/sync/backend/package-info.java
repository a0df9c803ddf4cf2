/** Opening a backend by its name from configuration: what an application reads from a file, a map or a command line. */
@NullMarked
package dev.mooring.sync.backend;

import org.jspecify.annotations.NullMarked;
