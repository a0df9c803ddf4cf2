package dev.mooring.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** STORE-4: what one call costs does not depend on how much is stored. */
class QueryPlanTest {

    private Path file = Path.of("");

    @BeforeEach
    void makeFile(@TempDir Path place) {
        file = place.resolve("plans.db");
        SqliteStore.at(file).close();
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyStatementIsServedByAnIndex(String sql) throws SQLException {
        List<String> plan = plan(sql);

        assertThat(plan)
                .noneMatch(step -> step.matches("SCAN (records|marks|pending|waits|letters|notes|counts|[rpmw])\\b.*"));
        assertThat(plan).noneMatch(step -> step.contains("USE TEMP B-TREE FOR ORDER BY"));
        assertThat(plan).noneMatch(step -> step.contains("AUTOMATIC"));
    }

    @Test
    void dueWritesAreFoundInTheirOrder() throws SQLException {
        assertThat(plan(PendingTable.DUE))
                .singleElement()
                .asString()
                .contains("pending_by_due (collection=? AND status=?");
        assertThat(plan(PendingTable.NEXT_DUE)).singleElement().asString().contains("pending_by_due");
        assertThat(plan(PendingTable.PAGE)).singleElement().asString().contains("(collection=? AND sequence>?)");
        assertThat(plan(RecordTable.ONE)).singleElement().asString().contains("PRIMARY KEY (collection=? AND id=?)");
    }

    @Test
    void aStatementWithoutAnIndexWouldBeSeen() throws SQLException {
        assertThat(plan("SELECT * FROM pending WHERE body = ?")).anyMatch(step -> step.startsWith("SCAN pending"));
    }

    /** Every statement that a table class names. */
    static Stream<String> statements() throws IllegalAccessException {
        List<String> statements = new ArrayList<>();
        for (Class<?> table : List.of(
                RecordTable.class,
                PendingTable.class,
                LetterTable.class,
                NoteTable.class,
                Counts.class,
                PendingChanges.class)) {
            for (Field field : table.getDeclaredFields()) {
                boolean isStatement = field.getType() == String.class && !Modifier.isPrivate(field.getModifiers());
                if (isStatement) {
                    statements.add((String) field.get(null));
                }
            }
        }
        assertThat(statements).hasSizeGreaterThan(30);
        return statements.stream();
    }

    private List<String> plan(String sql) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Connection connection = Connections.maker(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql.replace("?", "1"))) {
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
        }
        return steps;
    }
}
