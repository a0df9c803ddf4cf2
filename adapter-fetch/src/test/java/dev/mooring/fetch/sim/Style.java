package dev.mooring.fetch.sim;

import static dev.mooring.fetch.sim.Trait.BARE;
import static dev.mooring.fetch.sim.Trait.CLIENT_IDS;
import static dev.mooring.fetch.sim.Trait.ERRORS_IN_BODY;
import static dev.mooring.fetch.sim.Trait.IF_MATCH;
import static dev.mooring.fetch.sim.Trait.IF_MATCH_REQUIRED;
import static dev.mooring.fetch.sim.Trait.SINCE_MICROS;
import static dev.mooring.fetch.sim.Trait.SINCE_MILLIS;
import static dev.mooring.fetch.sim.Trait.SINGLE_DOCUMENT;
import static dev.mooring.fetch.sim.Trait.VERSION_IN_BODY;
import static dev.mooring.fetch.sim.Trait.VERSION_IN_ETAG;

import dev.mooring.fetch.sim.Trait.Group;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The habits of one API: one trait of each group. Immutable.
 *
 * @param traits one of each group
 * @param cap the most rows that a page ever has, whatever is asked
 */
public record Style(Set<Trait> traits, int cap) {
    private static final int CAP = 100;
    private static final int DEFAULT_PAGE = 30;

    /** Checks that the traits go together. */
    public Style {
        traits = Collections.unmodifiableSet(EnumSet.copyOf(traits));
        if (traits.size() != Group.values().length) {
            throw new IllegalArgumentException("a style has one trait of each group: " + traits);
        }
        if (cap < 1) {
            throw new IllegalArgumentException("a page has at least one row, not " + cap);
        }
        refuse(traits, ERRORS_IN_BODY, BARE, "a row that is the body has no room for ok");
        refuse(traits, VERSION_IN_BODY, VERSION_IN_ETAG, "a version that is sent back must be told");
    }

    /** These traits, and of the other groups the first ones. */
    public static Style of(Trait... chosen) {
        Map<Group, Trait> byGroup = new EnumMap<>(Group.class);
        for (Trait trait : chosen) {
            if (byGroup.put(trait.group(), trait) != null) {
                throw new IllegalArgumentException("two traits of " + trait.group());
            }
        }
        for (Trait trait : Trait.values()) {
            byGroup.putIfAbsent(trait.group(), trait);
        }
        return new Style(EnumSet.copyOf(byGroup.values()), CAP);
    }

    /** The same with another cap. */
    public Style cap(int rows) {
        return new Style(traits, rows);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    boolean hasEtags() {
        return has(IF_MATCH) || has(IF_MATCH_REQUIRED);
    }

    boolean showsVersion() {
        return has(VERSION_IN_BODY) || (hasEtags() && !has(VERSION_IN_ETAG));
    }

    boolean hasSince() {
        return has(SINCE_MILLIS) || has(SINCE_MICROS);
    }

    boolean makesIds() {
        return !has(CLIENT_IDS) && !has(SINGLE_DOCUMENT);
    }

    /** Microseconds between two stamps that differ. */
    long tick() {
        return has(SINCE_MICROS) ? 1 : 1000;
    }

    int defaultPage() {
        return Math.min(DEFAULT_PAGE, cap);
    }

    private static void refuse(Set<Trait> traits, Trait one, Trait other, String why) {
        if (traits.contains(one) && traits.contains(other)) {
            throw new IllegalArgumentException(one + " does not go with " + other + ": " + why);
        }
    }
}
