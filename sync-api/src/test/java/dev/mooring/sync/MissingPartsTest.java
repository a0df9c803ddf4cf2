package dev.mooring.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every record of the SPI refuses a missing part at once and names it: each component in turn is null. */
class MissingPartsTest {

    private static final WriteKey KEY = WriteKey.of("device", 1);
    private static final Document DOCUMENT = Document.of("1", Map.of("a", 1));

    private static final List<Record> WHOLE = List.of(
            Cursor.START,
            new Version("v"),
            KEY,
            DOCUMENT,
            Page.last(List.of(DOCUMENT)),
            new ChangePage(List.of(), Cursor.START, false, ChangePage.Kind.DELTA),
            Change.of(DOCUMENT),
            Change.deleted("1"),
            Create.of(KEY, "1", Map.of()),
            Update.of(KEY, DOCUMENT, Map.of("a", 2)),
            Delete.of(KEY, DOCUMENT),
            Outcome.applied(),
            Outcome.conflict(Change.deleted("1")),
            Outcome.refused("code", "message"),
            new Problem("code", "message"),
            new KeyScan.Key("1", Optional.empty()),
            new KeyScan.KeyPage(List.of(), Cursor.START, false),
            Guarantees.minimal(),
            Feed.complete(),
            Removals.deletes(),
            Ids.clientMade(36));

    @TestFactory
    Stream<DynamicTest> everyMissingPartIsNamed() {
        return WHOLE.stream()
                .flatMap(whole -> Arrays.stream(whole.getClass().getRecordComponents())
                        .filter(part -> !part.getType().isPrimitive())
                        .map(part -> DynamicTest.dynamicTest(
                                whole.getClass().getSimpleName() + "." + part.getName(),
                                () -> refusesWithout(whole, part))));
    }

    private static void refusesWithout(Record whole, RecordComponent missing) throws ReflectiveOperationException {
        RecordComponent[] parts = whole.getClass().getRecordComponents();
        Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        @Nullable Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = parts[i].getName().equals(missing.getName())
                    ? null
                    : parts[i].getAccessor().invoke(whole);
        }
        Constructor<?> constructor = whole.getClass().getDeclaredConstructor(types);

        try {
            constructor.newInstance(values);
            fail("takes null");
        } catch (InvocationTargetException e) {
            assertThat(e.getCause())
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .message()
                    .matches(".* must not be (null|empty).*");
        }
    }

    @Test
    void everyRecordOfThePackageIsHere() throws ReflectiveOperationException {
        Set<Class<?>> tried = Set.copyOf(WHOLE.stream().map(Record::getClass).toList());

        for (Class<?> outer : List.of(
                SyncAdapter.class, Outcome.class, Change.class, KeyScan.class, LiveChanges.class, Write.class)) {
            assertThat(Arrays.stream(outer.getDeclaredClasses()).filter(Class::isRecord))
                    .isSubsetOf(tried);
        }
        assertThat(List.of(Write.class.getPermittedSubclasses())).isSubsetOf(tried);
    }

    @Test
    void itemsOfCollectionsAreChecked() {
        Set<WriteKey> keys = Collections.singleton(null);
        List<Document> documents = Collections.singletonList(null);
        List<Change> changes = Collections.singletonList(null);
        Set<Verb> verbs = Collections.singleton(null);
        Set<String> fields = Collections.singleton(null);

        refused(() -> DOCUMENT.withContains(keys), "an item of a document's contained keys must not be null");
        refused(() -> Page.last(documents), "an item of a page's documents must not be null");
        refused(
                () -> new ChangePage(changes, Cursor.START, false, ChangePage.Kind.DELTA),
                "an item of a page's changes must not be null");
        refused(() -> Guarantees.builder("s").verbs(verbs).build(), "an item of verbs must not be null");
        refused(
                () -> Guarantees.builder("s").managedFields(fields).build(),
                "an item of managedFields must not be null");
    }

    @Test
    void emptyTextIsRefused() {
        refused(() -> new Version(""), "a version's token must not be empty");
        refused(() -> Document.of("", Map.of()), "a document's id must not be empty");
        refused(() -> Change.left(""), "a removal's id must not be empty");
        refused(() -> Create.of(KEY, "", Map.of()), "a create's id must not be empty");
        refused(() -> Update.unconditional(KEY, "", Map.of("a", 1)), "an update's id must not be empty");
        refused(() -> Delete.unconditional(KEY, ""), "a delete's id must not be empty");
        refused(() -> new KeyScan.Key("", Optional.empty()), "a key's id must not be empty");
        refused(() -> Outcome.refused("", "m"), "a problem's code must not be empty");
        refused(() -> Outcome.refused("c", ""), "a problem's message must not be empty");
    }

    @Test
    void durationsThatMakeNoSenseAreRefused() {
        refused(() -> Feed.windowed(Duration.ZERO), "a WINDOWED feed cannot have the overlap PT0S");
        refused(() -> Feed.windowed(Duration.ofSeconds(-1)), "a WINDOWED feed cannot have the overlap PT-1S");
        refused(
                () -> new Feed(Feed.Strength.COMPLETE, Duration.ofSeconds(1), Optional.empty()),
                "a COMPLETE feed cannot have the overlap PT1S");
        refused(() -> Feed.complete().sweptEvery(Duration.ZERO), "a feed is swept after some time, not after PT0S");
        refused(() -> Removals.none().keptFor(Duration.ofDays(1)), "removals NONE cannot have the retention PT24H");
        refused(() -> Removals.deletes().keptFor(Duration.ZERO), "removals DELETES cannot have the retention PT0S");
        assertThat(Removals.deletesAndExits().keptFor(Duration.ofDays(1)).retention())
                .contains(Duration.ofDays(1));
    }

    private static void refused(Runnable making, String why) {
        assertThatIllegalArgumentException().isThrownBy(making::run).withMessage(why);
    }
}
