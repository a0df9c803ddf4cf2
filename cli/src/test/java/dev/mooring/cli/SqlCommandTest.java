package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlCommandTest {

    @Test
    void theKitOfATableIsPrinted() {
        Ran printed = Ran.mooring("sql", "supabase", "todos", "--owner", "owner", "--visibility", "owned");

        assertThat(printed.code()).isZero();
        assertThat(printed.out())
                .containsIgnoringCase("create or replace function")
                .contains("todos");
    }

    @Test
    void optionsReachTheScript() {
        Ran printed = Ran.mooring(
                "sql",
                "supabase",
                "todos",
                "--schema",
                "app",
                "--id-column",
                "key",
                "--id-type",
                "uuid",
                "--soft-delete",
                "gone_at",
                "--retention",
                "7d");

        assertThat(printed.code()).isZero();
        assertThat(printed.out()).contains("app", "gone_at", "uuid");
    }

    @Test
    void whatTakesItAwayIsPrinted() {
        Ran printed = Ran.mooring("sql", "supabase", "todos", "--uninstall");

        assertThat(printed.code()).isZero();
        assertThat(printed.out()).containsIgnoringCase("drop").doesNotContain("create or replace function");
    }

    @Test
    void ownedRowsNeedAnOwner() {
        Ran printed = Ran.mooring("sql", "supabase", "todos", "--visibility", "owned");

        assertThat(printed.code()).isEqualTo(Exit.USAGE.code());
        assertThat(printed.err()).contains("owner").hasLineCount(1);
    }

    @Test
    void anUnknownChoiceIsNamedWithThoseThereAre() {
        Ran printed = Ran.mooring("sql", "supabase", "todos", "--id-type", "number");

        assertThat(printed.code()).isEqualTo(Exit.USAGE.code());
        assertThat(printed.err()).containsIgnoringCase("uuid").hasLineCount(1);
    }
}
