@NullMarked
package dev.mooring.adapter.firebase.realtime;

import org.jspecify.annotations.NullMarked;
