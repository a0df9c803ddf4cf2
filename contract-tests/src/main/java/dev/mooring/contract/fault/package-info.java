/**
 * Faults on the way between an adapter and its backend, in two forms behind one interface: an HTTP proxy in front of any
 * server, and a wrapper around the calls of adapters without HTTP.
 */
@NullMarked
package dev.mooring.contract.fault;

import org.jspecify.annotations.NullMarked;
