/**
 * A small backend over HTTP and an adapter for it: they prove that the suite works over HTTP as it does in memory, and the
 * mistakes that adapters make in HTTP are tried on them.
 */
@NullMarked
package dev.mooring.contract.http;

import org.jspecify.annotations.NullMarked;
