package dev.mooring.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.WriteKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeysTest {

    @Test
    void keysOfOneProcessFollowOneAnother() {
        Keys keys = new Keys("migration", "life", "todos");

        List<String> made =
                Stream.generate(keys::next).limit(2_000).map(WriteKey::token).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void noTwoProcessesAndNoTwoCollectionsShareAKey() {
        Set<WriteKey> made = new HashSet<>();
        for (int life = 0; life < 100; life++) {
            for (String collection : List.of("todos", "lists")) {
                Keys keys = new Keys("migration", "life" + life, collection);
                Stream.generate(keys::next).limit(50).forEach(made::add);
            }
        }

        assertThat(made).hasSize(100 * 2 * 50);
    }

    @Test
    void onlyCreateOfARecordHasOneKeyInEveryProcess() {
        Item first = record("1");

        WriteKey key = new Keys("migration", "life", "todos").ofTheOnlyCreate(first);

        assertThat(new Keys("migration", "another life", "todos").ofTheOnlyCreate(first))
                .isEqualTo(key);
        assertThat(new Keys("migration", "life", "todos").ofTheOnlyCreate(record("2")))
                .isNotEqualTo(key);
    }

    private static Item record(String id) {
        return Item.removal(id, new Ledger(id, id, Ledger.UNSURE, 0, false));
    }
}
