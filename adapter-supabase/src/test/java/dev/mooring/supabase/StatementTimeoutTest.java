package dev.mooring.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** "500 57014 statement timeout: smaller page, then yes". */
class StatementTimeoutTest extends TableTest {

    @Test
    void listingAsksForHalfAsMuchAndForMoreWhenThatWentWell() {
        SyncAdapter todos = filled(1);
        tooSlow(2);

        assertThat(todos.list(Cursor.START, 1000).documents()).hasSize(1);
        assertThat(limits()).containsExactly("1000", "500", "250");
        for (int pages = 0; pages < 8; pages++) {
            todos.list(Cursor.START, 1000);
        }

        assertThat(limits()).endsWith("250", "250", "500");
    }

    @Test
    void feedAsksForHalfAsMuch() {
        SyncAdapter todos = filled(3);
        Reader reader = new Reader(todos).settled();
        int before = project.requests().size();
        todos.create(Create.of(key(), "late", Map.of()));
        tooSlow(1);

        assertThat(reader.pull()).hasSize(1);
        assertThat(requestsSince(before))
                .anySatisfy(request -> assertThat(request).contains("limit=500"));
    }

    @Test
    void fourTimeOutsInARowAreAPassingFailure() {
        SyncAdapter todos = filled(1);
        tooSlow(4);

        assertThatThrownBy(() -> todos.list(Cursor.START, 1000))
                .isInstanceOf(TemporaryFailure.class)
                .hasMessageContaining("57014");
        assertThat(limits()).containsExactly("1000", "500", "250", "125");
    }

    private SyncAdapter filled(int rows) {
        project.table(todos());
        SyncAdapter todos = adapter(stamped().build());
        IntStream.range(0, rows).forEach(n -> todos.create(Create.of(key(), "t" + n, Map.of())));
        return todos;
    }

    private void tooSlow(int times) {
        for (int time = 0; time < times; time++) {
            project.answerNext(500, "57014", "canceling statement due to statement timeout");
        }
    }

    private List<String> limits() {
        return project.requests().stream()
                .filter(request -> request.startsWith("GET ") && request.contains("limit="))
                .map(request -> request.replaceFirst(".*limit=([0-9]+).*", "$1"))
                .toList();
    }
}
