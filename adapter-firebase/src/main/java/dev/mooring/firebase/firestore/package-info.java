/**
 * Collections of Cloud Firestore, through the Admin SDK's client. Start with {@link dev.mooring.firebase.firestore.FirestoreBackend};
 * what a collection is like is a {@link dev.mooring.firebase.firestore.FirestoreCollection}.
 */
@NullMarked
package dev.mooring.firebase.firestore;

import org.jspecify.annotations.NullMarked;
