package dev.mooring.fetch;

import dev.mooring.sync.Change;
import java.util.Optional;

/**
 * A row of a listing or of a feed.
 *
 * @param stamp the time of its last change, as the backend wrote it
 */
record Entry(Change change, Optional<Stamp> stamp) {}
