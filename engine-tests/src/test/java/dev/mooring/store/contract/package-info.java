/** Tests of the contract of stores: the store in memory passes it, broken stores do not. */
@NullMarked
package dev.mooring.store.contract;

import org.jspecify.annotations.NullMarked;
