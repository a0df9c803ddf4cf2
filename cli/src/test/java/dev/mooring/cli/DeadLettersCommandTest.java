package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersCommandTest {

    @TempDir
    private Path directory = Path.of("");

    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.open(directory);
        desk.giveUp("milk", Map.of("count", 2L, "done", false));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private String number() {
        Object number = Ran.mooring("dead-letters", "list", desk.store(), "--json")
                .json()
                .get(0)
                .get("number");
        return String.valueOf(number);
    }

    @Test
    void aListWithSomethingInItEndsWithOne() {
        Ran listed = Ran.mooring("dead-letters", "list", desk.store());

        assertThat(listed.code()).isEqualTo(Exit.FINDINGS.code());
        assertThat(listed.out()).contains("milk", "create", "ended", "1 dead letter");
    }

    @Test
    void oneIsShownWhole() {
        Ran shown = Ran.mooring("dead-letters", "show", desk.store(), number());

        assertThat(shown.code()).isZero();
        assertThat(shown.json()).singleElement().satisfies(letter -> {
            assertThat(letter.get("reason")).isEqualTo("ended");
            assertThat(letter.get("write"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .containsEntry("id", "milk")
                    .containsEntry("fields", Map.of("count", 2L, "done", false));
        });
    }

    @Test
    void oneThatIsNotThereIsNamed() {
        for (String what : new String[] {"show", "discard"}) {
            Ran shown = Ran.mooring("dead-letters", what, desk.store(), "77777");

            assertThat(shown.code()).isEqualTo(Exit.USAGE.code());
            assertThat(shown.err()).contains("there is no dead letter 77777");
        }
        Ran again = Ran.mooring("dead-letters", "requeue", desk.config(), "77777");

        assertThat(again.code()).isEqualTo(Exit.USAGE.code());
        assertThat(again.err()).contains("there is no dead letter 77777");
    }

    @Test
    void aNumberThatIsNoneIsRefused() {
        Ran shown = Ran.mooring("dead-letters", "show", desk.store(), "milk");

        assertThat(shown.code()).isEqualTo(Exit.USAGE.code());
        assertThat(shown.err()).contains("milk").hasLineCount(1);
    }

    @Test
    void aDiscardedOneIsGone() {
        Ran discarded = Ran.mooring("dead-letters", "discard", desk.store(), number());

        assertThat(discarded.code()).isZero();
        assertThat(discarded.out()).contains("'milk' is discarded");
        Ran listed = Ran.mooring("dead-letters", "list", desk.store());
        assertThat(listed.code()).isZero();
        assertThat(listed.out()).contains("0 dead letters");
    }

    @Test
    void aRequeuedOneIsSentByTheNextSync() {
        String config = desk.config();

        Ran requeued = Ran.mooring("dead-letters", "requeue", config, number());

        assertThat(requeued.code()).isZero();
        assertThat(requeued.out()).contains("waits to be sent");
        assertThat(desk.there()).isEmpty();
        assertThat(Ran.mooring("sync", config).code()).isZero();
        assertThat(desk.there()).singleElement().satisfies(milk -> {
            assertThat(milk.id()).isEqualTo("milk");
            assertThat(milk.fields()).isEqualTo(Map.of("count", 2L, "done", false));
        });
    }

    @Test
    void anEditedOneIsSentWithItsNewFields() {
        String config = desk.config();

        Ran edited = Ran.mooring(
                "dead-letters",
                "edit",
                config,
                number(),
                "--set",
                "count=3",
                "--set",
                "title=two words",
                "--set",
                "done=null");

        assertThat(edited.code()).isZero();
        assertThat(Ran.mooring("sync", config).code()).isZero();
        assertThat(desk.there())
                .singleElement()
                .satisfies(milk -> assertThat(milk.fields()).isEqualTo(Map.of("count", 3L, "title", "two words")));
    }

    @Test
    void anEditWithoutAFieldIsRefused() {
        Ran edited = Ran.mooring("dead-letters", "edit", desk.config(), number());

        assertThat(edited.code()).isEqualTo(Exit.USAGE.code());
        assertThat(edited.err()).contains("--set");
    }

    @Test
    void aCollectionThatTheConfigurationDoesNotNameIsRefused() {
        String config = desk.file(
                "other.properties",
                "backend = fetch\npreset = mooring-rest\nurl = " + desk.uri()
                        + "\nstore = list.db\ncollections = notes\n");

        Ran requeued = Ran.mooring("dead-letters", "requeue", config, number());

        assertThat(requeued.code()).isEqualTo(Exit.USAGE.code());
        assertThat(requeued.err()).contains("'list', which the configuration does not name; it names [notes]");
    }

    @Test
    void theGroupAloneNamesItsCommands() {
        Ran alone = Ran.mooring("dead-letters");

        assertThat(alone.code()).isEqualTo(Exit.USAGE.code());
        assertThat(alone.err()).contains("list, show, edit, requeue, discard");
    }

    @Test
    void theTableStopsAtTheLimitAndTheCountDoesNot() {
        desk.giveUp("bread", Map.of());

        Ran shown = Ran.mooring("dead-letters", "list", desk.store(), "--limit", "1");

        assertThat(shown.code()).isEqualTo(Exit.FINDINGS.code());
        assertThat(shown.out())
                .contains("milk", "2 dead letters, 1 of them shown (--limit)")
                .doesNotContain("bread");
    }
}
