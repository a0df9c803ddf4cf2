package dev.mooring;

import static dev.mooring.Rig.MOST;
import static dev.mooring.Rig.next;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A failure that goes on is told once, until something went right. */
class StandingFailureTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void failureThatStandsIsToldOnceAndAgainAfterASuccess() {
        FlakyAdapter server = rig.flaky();
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Records<Map<String, @Nullable Object>> todos = rig.mooring()
                .records("todos")
                .sync(server)
                .manual()
                .onSaved(saved -> told.add("saved"))
                .onError(trouble -> told.add(trouble.kind() + " " + trouble.message()))
                .open();
        todos.put("1", Map.of("n", 1));
        server.refuseAll(true);
        for (int i = 0; i < 5; i++) {
            assertThat(todos.flush(MOST)).isFalse();
        }
        server.refuseAll(false);
        assertThat(todos.sync(MOST)).isTrue();
        server.refuseAll(true);
        todos.put("2", Map.of("n", 2));
        assertThat(todos.flush(MOST)).isFalse();
        assertThat(todos.flush(MOST)).isFalse();
        server.refuseAll(false);
        assertThat(todos.sync(MOST)).isTrue();

        // told one after the other on one thread: what was told too often would stand in between
        assertThat(List.of(next(told), next(told), next(told), next(told)))
                .containsExactly("TEMPORARY down", "saved", "TEMPORARY down", "saved");
        assertThat(server.failures()).isGreaterThan(5);
    }

    @Test
    void otherKindsAndMessagesAreTold() {
        List<String> told = new ArrayList<>();
        Once once = new Once(trouble -> told.add(trouble.kind() + " " + trouble.message()));

        for (int i = 0; i < 3; i++) {
            once.trouble(trouble(Trouble.Kind.TEMPORARY, "down"));
            once.trouble(trouble(Trouble.Kind.STORE, "down"));
            once.trouble(trouble(Trouble.Kind.TEMPORARY, "slow"));
        }

        assertThat(told).containsExactly("TEMPORARY down", "STORE down", "TEMPORARY slow");
    }

    @Test
    void whatHappensOnceIsToldEachTime() {
        List<Trouble> told = new ArrayList<>();
        Once once = new Once(told::add);

        for (Trouble.Kind kind : List.of(Trouble.Kind.GIVEN_UP, Trouble.Kind.HOOK, Trouble.Kind.SUSPICIOUS)) {
            once.trouble(trouble(kind, "again"));
            once.trouble(trouble(kind, "again"));
        }

        assertThat(told).hasSize(6);
    }

    private static Trouble trouble(Trouble.Kind kind, String message) {
        return Trouble.of(kind, "todos", Set.of(), message);
    }
}
