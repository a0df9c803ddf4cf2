/** One HTTP call and everything it must not do: wait for ever, read without end, retry by itself, show a secret. */
@NullMarked
package dev.mooring.support.http;

import org.jspecify.annotations.NullMarked;
