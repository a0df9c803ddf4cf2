package dev.mooring.fetch.sim;

import java.util.Optional;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One row.
 *
 * @param version of this state; never used twice in one API
 * @param created its place in lists
 * @param changed its place in the change feed
 * @param updated microseconds since 1970; empty where the row never got a stamp
 */
record Item(
        String id,
        ObjectNode fields,
        long version,
        long created,
        long changed,
        Optional<Long> updated,
        boolean deleted) {}
