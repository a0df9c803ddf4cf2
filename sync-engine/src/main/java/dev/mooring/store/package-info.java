/**
 * Where an application's data lives between two moments of being online: the SPI of a local store, its values, and the store
 * in memory. A store keeps what it is given and decides nothing; every rule it keeps is in {@link dev.mooring.store.LocalStore}.
 */
@NullMarked
package dev.mooring.store;

import org.jspecify.annotations.NullMarked;
