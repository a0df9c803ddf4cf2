/** The tokens of an application's own sign-in library, for both databases. Nothing here is for applications. */
@NullMarked
package dev.mooring.firebase.token;

import org.jspecify.annotations.NullMarked;
