package dev.mooring;

import dev.mooring.internal.engine.Numbers;
import dev.mooring.store.LocalStore;

/** Where a collection lives: a store and the numbers of its writes. */
record Home(LocalStore store, Numbers numbers) {}
