/** Access tokens that expire, shared by many threads. */
@NullMarked
package dev.mooring.support.token;

import org.jspecify.annotations.NullMarked;
