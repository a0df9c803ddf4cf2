package dev.mooring.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.Trouble;
import dev.mooring.sync.Problem;
import dev.mooring.sync.WriteKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What ends in logs and exceptions says which record it is about, not what is in it, and is short. */
class BriefTest {

    private static final String LONG = "x".repeat(100_000);

    @Test
    void pendingWriteNamesItsFieldsAndTellsNoneOfThem() {
        String told = write(Map.of("title", "secret milk", "note", LONG)).toString();

        assertThat(told).contains("7", "CREATE", "'1'", "'todos'", "title", "note", "READY");
        assertThat(told).doesNotContain("milk", "xxx").hasSizeLessThan(1_000);
    }

    @Test
    void manyFieldsAreCounted() {
        Map<String, @Nullable Object> wide = new LinkedHashMap<>();
        for (int i = 0; i < 5_000; i++) {
            wide.put("field" + i + LONG.substring(0, 1_000), i);
        }

        assertThat(write(wide).toString()).contains("5000 in all").hasSizeLessThan(4_000);
    }

    @Test
    void deadLetterAndTroubleTellWhyAndAreBounded() {
        DeadLetter letter = new DeadLetter(
                3,
                write(Map.of("title", "secret milk")),
                DeadLetter.Reason.REFUSED,
                new Problem("23505", "taken " + LONG),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
        Set<String> ids = new TreeSet<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add("id" + i);
        }
        Trouble trouble = new Trouble(Trouble.Kind.GIVEN_UP, "todos", ids, "taken " + LONG, Optional.of(letter));

        assertThat(letter.toString())
                .contains("REFUSED", "23505", "taken", "'todos'")
                .doesNotContain("milk")
                .hasSizeLessThan(2_000);
        assertThat(trouble.toString())
                .contains("GIVEN_UP", "'todos'", "1000 records", "taken")
                .doesNotContain("milk")
                .hasSizeLessThan(4_000);
    }

    private static PendingWrite write(Map<String, @Nullable Object> fields) {
        return new PendingWrite(
                7,
                "todos",
                "1",
                new WriteKey("device-7"),
                Intent.create(fields),
                PendingWrite.Status.READY,
                Delivery.due(Instant.EPOCH),
                Set.of(),
                Instant.EPOCH);
    }
}
