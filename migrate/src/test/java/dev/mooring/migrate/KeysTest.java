package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.WriteKey;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeysTest {

    private static final long SEED = 7;

    private final RandomGenerator places = new Random(SEED);

    @Test
    void keysOfOneSessionFollowOneAnother() {
        Keys keys = new Keys("migration", "todos", places);

        List<String> made =
                Stream.generate(keys::next).limit(2_000).map(WriteKey::token).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void noTwoSessionsAndNoTwoCollectionsShareAKey() {
        Set<WriteKey> made = new HashSet<>();
        for (int session = 0; session < 100; session++) {
            for (String collection : List.of("todos", "lists")) {
                Keys keys = new Keys("migration", collection, places);
                Stream.generate(keys::next).limit(50).forEach(made::add);
            }
        }

        assertThat(made).hasSize(100 * 2 * 50);
    }

    @Test
    void placeThatIsFullIsLeftForAnother() {
        Keys keys = new Keys("migration", "todos", places, 3);

        assertThat(Stream.generate(keys::next).limit(30)).doesNotHaveDuplicates();
    }

    @Test
    void onlyCreateOfARecordHasOneKeyInEverySession() {
        Item first = record("1");

        WriteKey key = new Keys("migration", "todos", places).ofTheOnlyCreate(first);

        assertThat(new Keys("migration", "todos", places).ofTheOnlyCreate(first))
                .isEqualTo(key);
        assertThat(new Keys("migration", "todos", places).ofTheOnlyCreate(record("2")))
                .isNotEqualTo(key);
    }

    private static Item record(String id) {
        return Item.removal(id, new Ledger(id, id, Ledger.UNSURE, 0, false));
    }
}
