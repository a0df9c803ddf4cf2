/**
 * Any REST API becomes an adapter by configuration: URL templates, names, JSON pointers and styles. {@link
 * dev.mooring.fetch.FetchBackend} is where to begin.
 */
@NullMarked
package dev.mooring.fetch;

import org.jspecify.annotations.NullMarked;
