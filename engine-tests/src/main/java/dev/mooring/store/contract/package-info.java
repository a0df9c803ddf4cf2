/**
 * The contract of {@link dev.mooring.store.LocalStore} as a JUnit suite, for authors of stores: extend
 * {@link dev.mooring.store.contract.LocalStoreContract} and say how to open one. Every test's name begins with its rule's number.
 */
@NullMarked
package dev.mooring.store.contract;

import org.jspecify.annotations.NullMarked;
