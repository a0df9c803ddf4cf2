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

    @Test
    void aWordThatIsWiderThanItsColumnIsCut() {
        Table table = new Table("id", "count").row("0123456789".repeat(8), 2);

        assertThat(table.lines(40))
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
        assertThat(table.lines(100).get(2)).isEqualTo("0123456789".repeat(8) + "  2");
    }

    @Test
    void aCellIsOneLineWithoutSteeringCharacters() {
        Table table = new Table("said").row("a\u001b[2Jb\nc\td");

        assertThat(table.lines(40)).containsExactly("said", "----------", "a?[2Jb c d");
    }
}
