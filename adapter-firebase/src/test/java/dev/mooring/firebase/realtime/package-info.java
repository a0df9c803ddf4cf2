@NullMarked
package dev.mooring.firebase.realtime;

import org.jspecify.annotations.NullMarked;
