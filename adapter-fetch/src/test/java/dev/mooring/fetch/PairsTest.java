package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.fetch.sim.Trait;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PairsTest {

    /** The habits of the second kind; every other trait of the same group is of the first. */
    private static final List<Set<Trait>> SECOND_KINDS = List.of(
            Set.of(Trait.CURSOR_IN_BODY, Trait.LINK_HEADER),
            Set.of(Trait.SINCE_MILLIS, Trait.SINCE_MICROS, Trait.CHANGES_FROM_NOW, Trait.CHANGES_FROM_BEGINNING),
            Set.of(Trait.IF_MATCH, Trait.IF_MATCH_REQUIRED, Trait.VERSION_IN_BODY),
            Set.of(Trait.PUT_ONLY),
            Set.of(Trait.KEYS_ON_POST, Trait.KEYS_ON_WRITES, Trait.KEYS_ANSWER_PRESENT),
            Set.of(Trait.SOFT_DELETE),
            Set.of(Trait.NO_CONTENT),
            Set.of(Trait.DATA),
            Set.of(Trait.ATTRIBUTES),
            Set.of(Trait.SERVER_TEXT_IDS, Trait.SERVER_NUMBER_IDS));

    @Test
    void sixConfigurationsHaveEveryPairOfHabits() {
        for (Set<Trait> one : SECOND_KINDS) {
            for (Set<Trait> other : SECOND_KINDS) {
                if (!one.equals(other)) {
                    assertThat(pairs(one, other)).as("%s with %s", one, other).hasSize(4);
                }
            }
        }
    }

    private static Set<List<Boolean>> pairs(Set<Trait> one, Set<Trait> other) {
        return Arrays.stream(Configuration.values())
                .map(each -> List.of(has(each, one), has(each, other)))
                .collect(Collectors.toSet());
    }

    private static boolean has(Configuration configuration, Set<Trait> kind) {
        return configuration.style().traits().stream().anyMatch(kind::contains);
    }
}
