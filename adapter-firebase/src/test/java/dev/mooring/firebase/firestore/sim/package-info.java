/** Cloud Firestore as its documentation describes it, in memory behind gRPC on loopback. It knows nothing of the adapter. */
@NullMarked
package dev.mooring.firebase.firestore.sim;

import org.jspecify.annotations.NullMarked;
