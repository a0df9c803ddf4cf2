/**
 * The reference REST backend: a JDK HTTP server over one SQLite file, with preconditions, remembered keys and a change feed.
 * Its protocol is the page {@code docs/rest-protocol.md}; {@link dev.mooring.server.RestServer} starts it.
 */
@NullMarked
package dev.mooring.server;

import org.jspecify.annotations.NullMarked;
