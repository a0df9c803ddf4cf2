/** Faults on the wire between a gRPC client and its server. It knows nothing of the adapter. */
@NullMarked
package dev.mooring.firebase.firestore.fault;

import org.jspecify.annotations.NullMarked;
