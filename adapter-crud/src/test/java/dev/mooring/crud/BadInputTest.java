package dev.mooring.crud;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.sync.Removals;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Whatever is given to a builder: what is missing or empty is refused there, by name. */
class BadInputTest {

    @Test
    void missingScopeIsRefused() {
        refused(() -> CrudAdapter.builder(lie()));
        refused(() -> CrudAdapter.builder(" "));
    }

    @Test
    void missingFunctionsAreRefused() {
        CrudBuilder builder = CrudAdapter.builder("things");

        refused(() -> builder.list(lie()));
        refused(() -> builder.listPages(lie()));
        refused(() -> builder.listSince(lie(), since -> List.of()));
        refused(() -> builder.changes(lie(), Removals.none(), lie(), lie()));
        refused(() -> builder.get(lie()));
        refused(() -> builder.create(lie()));
        refused(() -> builder.update(lie()));
        refused(() -> builder.delete(lie()));
        refused(() -> builder.createAll(lie()));
        refused(() -> builder.updateAll(lie()));
        refused(() -> builder.deleteAll(lie()));
        refused(() -> builder.onSaved(lie()));
        refused(() -> builder.subscribe(lie()));
        refused(() -> builder.errors(lie()));
    }

    @Test
    void missingColumnsAndOptionsAreRefused() {
        CrudBuilder builder = CrudAdapter.builder("things");

        refused(() -> builder.id(lie()));
        refused(() -> builder.created(lie()));
        refused(() -> builder.updated(lie()));
        refused(() -> builder.version(lie()));
        refused(() -> builder.deletedFlag(lie()));
        refused(() -> builder.deletedAt(lie()));
        refused(() -> builder.writeKeys(lie()));
        refused(() -> builder.managedFields(lie()));
        refused(() -> builder.ids(lie()));
        refused(() -> builder.retention(lie()));
        refused(() -> builder.timeout(lie()));
        refused(() -> builder.clock(lie()));
        refused(() -> builder.reconnectPause(lie()));
        refused(() -> builder.reports(lie()));
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageMatching("(?s).+");
    }

    /** What a caller without null checks may give. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals", "unchecked"})
    private static <X> X lie() {
        return (X) (Object) null;
    }
}
