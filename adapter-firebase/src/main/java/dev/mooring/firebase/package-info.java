/** Collections of a Firebase project. Cloud Firestore and the Realtime Database have a package each below this one. */
@NullMarked
package dev.mooring.firebase;

import org.jspecify.annotations.NullMarked;
