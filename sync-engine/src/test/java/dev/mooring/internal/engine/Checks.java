package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.internal.engine.Scene.Trait;
import dev.mooring.internal.plan.Overlay;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoredRecord;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Replay;
import dev.mooring.sync.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must hold in a simulated world: some of it after every event, the rest when everything has come to rest. */
final class Checks {

    private final SimWorld world;
    private final List<SimUser> users;
    private final boolean steady;
    private final Map<String, Map<String, Long>> seen = new HashMap<>();

    Checks(SimWorld world, List<SimUser> users) {
        this.world = world;
        this.users = users;
        this.steady = world.calm() && isSteady(world);
        world.servers().forEach((name, server) -> server.onFirstArrival(write -> arrives(name, write)));
    }

    /** Where nothing leaves the view, and ids stay what they are. */
    private static boolean isSteady(SimWorld world) {
        return !world.has(Trait.SCOPES)
                && !world.has(Trait.EXITS)
                && world.servers().values().stream()
                        .allMatch(server -> server.guarantees().ids().clientMade());
    }

    /** After every event. */
    void always() {
        for (SimUser user : users) {
            if (user.device().hasChanged()) {
                world.servers().keySet().forEach(collection -> always(user.device(), collection));
            }
        }
    }

    private void always(SimDevice device, String collection) {
        Map<String, List<PendingWrite>> outbox =
                device.outbox(collection).stream().collect(Collectors.groupingBy(PendingWrite::id));
        List<StoredRecord> records = device.records(collection);
        for (StoredRecord record : records) {
            List<PendingWrite> chain = outbox.getOrDefault(record.id(), List.of());
            Optional<Map<String, @Nullable Object>> expected =
                    Overlay.view(record.base().map(Document::fields), chain);
            holds(record.view().equals(expected), "law 5: a view is not base + pending: ", record);
            holds(record.pending() == !chain.isEmpty(), "law 1: a record and its outbox do not agree: ", record);
        }
        if (steady) {
            neverBackwards(device, collection, records);
        }
    }

    /** Only one user writes such a field, with growing values: nobody may see an older value after a newer one, or none. */
    private void neverBackwards(SimDevice device, String collection, List<StoredRecord> records) {
        Map<String, Long> now = new HashMap<>();
        for (StoredRecord record : records) {
            record.view().orElse(Map.of()).forEach((field, value) -> {
                if (field.startsWith("own-") && value instanceof Long number) {
                    now.put(record.id() + " " + field, number);
                }
            });
        }
        Map<String, Long> before = seen.put(device.name() + collection, now);
        if (before != null && !device.hasBegunAnew(collection)) {
            before.forEach((place, value) ->
                    holds(now.getOrDefault(place, 0L) >= value, "law 5: it goes backwards at " + device.name(), place));
        }
    }

    private static void holds(boolean condition, String law, Object what) {
        if (!condition) {
            throw new AssertionError(law + ": " + what);
        }
    }

    private void arrives(String collection, Write write) {
        users.stream()
                .map(SimUser::device)
                .filter(device -> device.name().equals(write.key().device()))
                .forEach(device -> arrives(device, collection, write));
    }

    private void arrives(SimDevice device, String collection, Write write) {
        Map<String, ?> fields = SimServer.fields(write);
        for (Object value : fields.values()) {
            Object earlier = world.follows().get(value);
            assertThat(earlier != null && isPending(device, earlier))
                    .as("law 13: the write of %s overtakes the one of %s in its group", value, earlier)
                    .isFalse();
        }
        Object parent = fields.get("parent");
        if (collection.equals(SimWorld.CHILDREN) && parent != null) {
            assertThat(world.server(SimWorld.PARENTS).ids())
                    .as("law 13: what %s refers to is there before it", write)
                    .contains(parent.toString());
            assertThat(parent instanceof Long)
                    .as("a reference has the type of the ids: %s", parent)
                    .isEqualTo(SimUser.areNumbers(world));
        }
    }

    private boolean isPending(SimDevice device, Object value) {
        return world.servers().keySet().stream()
                .flatMap(collection -> device.outbox(collection).stream())
                .anyMatch(write -> write.intent().fields().containsValue(value));
    }

    /** When everything has come to rest. */
    void atRest() {
        for (SimUser user : users) {
            world.servers().keySet().forEach(collection -> atRest(user.device(), collection));
        }
        if (isExactlyOnce()) {
            world.servers()
                    .values()
                    .forEach(server -> assertThat(server.effects())
                            .as("law 4: one effect per write")
                            .allSatisfy((key, count) -> assertThat(count).isEqualTo(1)));
        }
        users.forEach(this::nothingIsLost);
    }

    /** Ids that the server makes need every key: a request that is delayed past the look doubles. */
    private boolean isExactlyOnce() {
        Guarantees guarantees = world.server(SimWorld.PARENTS).guarantees();
        return guarantees.replay() == Replay.KEYS
                || (guarantees.replay() == Replay.DEVICE_KEYS
                        && guarantees.ids().clientMade());
    }

    private void atRest(SimDevice device, String collection) {
        assertThat(device.outbox(collection))
                .as("law 16: nothing is left over at %s", device.name())
                .isEmpty();
        assertThat(device.condition(collection).trouble())
                .as("law 16: errors clear")
                .isEmpty();
        assertThat(device.view(collection))
                .as("%s and the backend agree", device.name())
                .isEqualTo(expected(device, collection));
    }

    private Map<String, Map<String, ?>> expected(SimDevice device, String collection) {
        Map<String, Map<String, ?>> state =
                new TreeMap<>(world.server(collection).state());
        if (device.isNarrow()) {
            state.remove(SimClient.HIDDEN);
        }
        return state;
    }

    private void nothingIsLost(SimUser user) {
        Set<Object> letters = users.stream()
                .map(SimUser::device)
                .flatMap(device -> world.servers().keySet().stream().flatMap(name -> device.letters(name).stream()))
                .flatMap(letter -> letter.write().intent().fields().values().stream())
                .collect(Collectors.toSet());
        user.holds().forEach((place, value) -> {
            Set<Object> values = world.server(place.collection()).values();
            assertThat(letters.contains(value) || values.contains(value))
                    .as("law 1: the edit of %s to %s is nowhere", place, value)
                    .isTrue();
            if (world.calm() && place.field().equals(user.own()) && isMineAlone(user)) {
                String id = user.device().resolved(place.collection(), place.id());
                Map<String, ?> record = Stream.of(
                                world.server(place.collection()).state().get(id))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseGet(Map::of);
                assertThat(record.get(place.field()))
                        .as("law 1: the last edit of %s holds", place)
                        .isEqualTo(value);
            }
        });
    }

    /** A narrow device may have written where it sees nothing. */
    private boolean isMineAlone(SimUser user) {
        return !world.has(Trait.SCOPES)
                && !world.has(Trait.EXITS)
                && user.device().isUp();
    }
}
