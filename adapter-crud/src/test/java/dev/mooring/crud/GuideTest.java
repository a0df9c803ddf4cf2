package dev.mooring.crud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.SyncAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/adapters/crud.md}: they compile, and they are what the page shows. {@link TodosTest} proves them. */
class GuideTest {

    static SyncAdapter todos(Map<String, Map<String, Object>> rows) {
        SyncAdapter todos = CrudAdapter.builder("my-app/todos")
                .list(rows::values)
                .get(id -> Optional.ofNullable(rows.get(id)))
                .create(row -> rows.putIfAbsent(row.id(), row.values()) == null ? Answer.saved() : Answer.unchanged())
                .update(update -> {
                    Map<String, Object> now = rows.computeIfPresent(update.id(), (id, row) -> {
                        Map<String, Object> changed = new HashMap<>(row);
                        changed.putAll(update.values());
                        return changed;
                    });
                    return now == null ? Answer.unchanged() : Answer.saved(now);
                })
                .delete(row -> rows.remove(row.id()) == null ? Answer.unchanged() : Answer.saved())
                .build();
        return todos;
    }

    @Test
    @DisplayName("each line of Java that the page shows stands in a test")
    void pageShowsWhatIsTested() throws IOException {
        String page = Files.readString(Path.of("../docs/adapters/crud.md"));
        Path here = Path.of("src/test/java/dev/mooring/crud");
        String source = squeezed(
                Files.readString(here.resolve("GuideTest.java")) + Files.readString(here.resolve("TodosTest.java")));

        List<String> examples = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(examples)
                .hasSize(2)
                .allSatisfy(example -> example.replaceAll("```(java)?", "")
                        .lines()
                        .filter(line -> !line.isBlank())
                        .forEach(line -> assertThat(source).contains(squeezed(line))));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
