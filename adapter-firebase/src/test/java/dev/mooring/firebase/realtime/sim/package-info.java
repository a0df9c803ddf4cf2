/**
 * A Realtime Database on the loopback interface, as its documentation and source describe it: one tree, REST on WireMock, and event streams from a
 * server of their own. It takes what the database takes and nothing else.
 */
@NullMarked
package dev.mooring.firebase.realtime.sim;

import org.jspecify.annotations.NullMarked;
