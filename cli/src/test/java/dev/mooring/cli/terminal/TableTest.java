package dev.mooring.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheyNeedToBe() {
        Table table = new Table("id", "count").row("milk", 2).row("bread", 12);

        assertThat(table.lines(80))
                .containsExactly(
                        "id     count", //
                        "-----  -----",
                        "milk   2",
                        "bread  12");
    }

    @Test
    void whatIsTooLongIsWrappedInItsColumn() {
        Table table = new Table("id", "said").row("milk", "the server said that it cannot take any more milk");

        assertThat(table.lines(40))
                .containsExactly(
                        "id    said",
                        "----  ----------------------------------",
                        "milk  the server said that it cannot",
                        "      take any more milk");
    }

    @Test
    void aRowHasACellForEachHeading() {
        Table table = new Table("id", "count");

        assertThatIllegalArgumentException().isThrownBy(() -> table.row("milk")).withMessageContaining("1 cells");
    }
}
