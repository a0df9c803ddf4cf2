@NullMarked
package dev.mooring.firebase.token;

import org.jspecify.annotations.NullMarked;
