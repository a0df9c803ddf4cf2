package dev.mooring.sync.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.Misconfigured;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackendsTest {

    @Test
    void providersAreFoundOnTheClassPath() {
        assertThat(Backends.available()).hasExactlyElementsOfTypes(ExampleProvider.class);

        Backend backend = Backends.open(Map.of("backend", "example", "time-out", "5s"));

        assertThat(backend).isInstanceOf(ExampleProvider.Opened.class);
        backend.close();
    }

    @Test
    void aMissingNameIsAskedFor() {
        refused(Map.of("url", "http://localhost"), "the configuration has no 'backend'; known: [example]");
    }

    @Test
    void anUnknownNameNamesTheNearest() {
        refused(
                Map.of("backend", "exmaple"),
                "there is no backend 'exmaple'; did you mean 'example'?; on the class path: [example]");
        refused(Map.of("backend", "firebase"), "there is no backend 'firebase'; on the class path: [example]");
    }

    @Test
    void twoOfOneNameAreRefused() {
        ExampleProvider other = new ExampleProvider() {};

        assertThatThrownBy(() -> Backends.open(
                        Map.of("backend", "example"), name -> null, List.of(new ExampleProvider(), other)))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("'example' is on the class path more than once")
                .hasMessageContaining(other.getClass().getName());
    }

    @Test
    void unknownKeysNameTheNearest() {
        hint("urll", "'url'");
        hint("timeout", "'time-out'");
        hint("TOKEN", "'token'");
        hint("backnd", "'backend'");
        hint("header.X-Api", "'headers.X-Api'");
        hint("headers", "'headers.<name>'");
        hint("headers.", "'headers.<name>'");
        hint("collection.todos.table", "'collections.todos.table'");
        hint("collections.todos.tabel", "'collections.todos.table'");
        hint("collections.my.todos.colums.id", "'collections.my.todos.columns.id'");
        hint("collections.todos.columns", "'collections.todos.columns.<name>'");
    }

    @Test
    void farKeysGetNoHint() {
        for (String key : List.of(
                "zzzzzz", "x", "collections.todos.zzzzzz", "collections.table", "collections..table", "collections.")) {
            refused(Map.of("backend", "example", key, "1"), "the backend 'example' has no setting '" + key + "'");
        }
    }

    @Test
    void keysOfACollectionAreNoKeysOfTheBackend() {
        hint("collections.todos.url", "");
        hint("table", "");
    }

    private static void hint(String key, String hint) {
        refused(
                Map.of("backend", "example", key, "1"),
                "the backend 'example' has no setting '" + key + "'"
                        + (hint.isEmpty() ? "" : "; did you mean " + hint + "?"));
    }

    private static void refused(Map<String, String> configuration, String why) {
        assertThatThrownBy(() -> Backends.open(configuration))
                .isInstanceOf(Misconfigured.class)
                .hasMessage(why);
    }
}
