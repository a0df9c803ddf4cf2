package dev.mooring.internal.engine;

import dev.mooring.internal.engine.SimDevice.Hand;
import dev.mooring.store.DeadLetter;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.PendingWrite.Status;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who uses a device, and remembers what was reported as stored. */
final class SimUser {

    private static final List<String> PARENTS = List.of("r1", "r2", "r3", "r4");
    private static final List<String> CHILDREN = List.of("k1", "k2", "k3");

    private final SimDevice device;
    private final SimWorld world;
    private final String own;
    private final Map<Place, Long> holds = new LinkedHashMap<>();

    SimUser(SimDevice device, SimWorld world) {
        this.device = device;
        this.world = world;
        this.own = "own-" + device.name();
    }

    /**
     * A field of a record, by the id that the user knows.
     *
     * @param collection where
     * @param id of the record
     * @param field of it
     */
    record Place(String collection, String id, String field) {}

    SimDevice device() {
        return device;
    }

    /** The field that only this user writes. */
    String own() {
        return own;
    }

    /** The last values that were reported as stored. */
    Map<Place, Long> holds() {
        return holds;
    }

    /** Does something. */
    void act() {
        if (world.chance(12)) {
            letter();
        } else if (world.chance(8)) {
            group();
        } else if (!world.calm() && world.chance(6)) {
            delete();
        } else {
            Edit edit = edit();
            noted(edit, device.edit(hand -> write(hand, edit, Set.of())));
        }
    }

    private void delete() {
        String collection = mayLosePlace() ? SimWorld.PARENTS : SimWorld.CHILDREN;
        String id = world.oneOf(ids(collection));
        // even a delete whose process died may hold
        device.edit(hand -> hand.edits(collection).delete(hand.tx(), id, Set.of()));
        holds.keySet()
                .removeIf(place ->
                        place.collection().equals(collection) && place.id().equals(id));
    }

    /** Where others refer to it, nothing is deleted: a reference must lead somewhere. */
    private boolean mayLosePlace() {
        return !world.has(Scene.Trait.FAMILY);
    }

    private static List<String> ids(String collection) {
        return collection.equals(SimWorld.PARENTS) ? PARENTS : CHILDREN;
    }

    private void group() {
        List<Edit> edits = new ArrayList<>(List.of(edit(), edit(), edit()));
        for (int i = 1; i < edits.size(); i++) {
            if (edits.subList(0, i).stream().anyMatch(edits.get(i)::isOfTheSameRecord)) {
                edits.subList(i, edits.size()).clear();
            }
        }
        boolean done = device.edit(hand -> {
            Set<Long> after = Set.of();
            for (Edit edit : edits) {
                write(hand, edit, after);
                after = newest(hand, edit);
            }
            return true;
        });
        edits.forEach(edit -> noted(edit, done));
        for (int i = 1; done && i < edits.size(); i++) {
            world.follows().put(edits.get(i).value(), edits.get(i - 1).value());
        }
    }

    private static Set<Long> newest(Hand hand, Edit edit) {
        String id = hand.ledger(edit.collection()).resolve(hand.tx(), edit.id());
        OptionalLong newest = hand.tx().pendingOf(edit.collection(), id).stream()
                .mapToLong(PendingWrite::sequence)
                .max();
        return newest.isPresent() ? Set.of(newest.getAsLong()) : Set.of();
    }

    private Edit edit() {
        boolean child = world.has(Scene.Trait.FAMILY) && world.random().nextBoolean();
        String collection = child ? SimWorld.CHILDREN : SimWorld.PARENTS;
        String field = world.chance(3) ? own : world.oneOf(List.of("a", "b"));
        return new Edit(
                collection,
                world.oneOf(ids(collection)),
                world.calm() ? own : field,
                world.next(),
                child ? Optional.of(world.oneOf(PARENTS)) : Optional.empty());
    }

    private boolean write(Hand hand, Edit edit, Set<Long> after) {
        Map<String, @Nullable Object> patch = new LinkedHashMap<>();
        patch.put(edit.field(), edit.value());
        edit.parent().ifPresent(parent -> patch.putAll(reference(hand, parent)));
        Edits edits = hand.edits(edit.collection());
        return edits.patch(hand.tx(), edit.id(), patch, after) || edits.put(hand.tx(), edit.id(), patch, after);
    }

    /** The application knows its records by the ids it gave them, and refers to those that it sees. */
    private static Map<String, @Nullable Object> reference(Hand hand, String parent) {
        Ledger parents = hand.ledger(SimWorld.PARENTS);
        String id = parents.resolve(hand.tx(), parent);
        boolean there = hand.tx()
                .record(SimWorld.PARENTS, id)
                .flatMap(record -> record.view())
                .isPresent();
        return there ? Map.of("parent", parent) : Map.of();
    }

    private void noted(Edit edit, boolean done) {
        Place place = new Place(edit.collection(), edit.id(), edit.field());
        if (done) {
            holds.put(place, edit.value());
        } else {
            // it may hold or not, and what it replaced is not known to last
            holds.remove(place);
        }
    }

    /** Looks after what was given up: again with other values, or not at all. */
    private void letter() {
        List<DeadLetter> letters = device.letters(SimWorld.PARENTS);
        if (letters.isEmpty()) {
            return;
        }
        DeadLetter letter = world.oneOf(letters);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        letter.write().intent().fields().forEach((name, old) -> fields.put(name, world.next()));
        boolean again = world.random().nextBoolean();
        device.edit(hand -> {
            if (again) {
                return new Letters(hand.edits(SimWorld.PARENTS), (reader, id) -> id)
                        .requeue(hand.tx(), letter.number(), Optional.of(fields));
            }
            hand.tx().removeDeadLetter(letter.number());
            return true;
        });
        if (letter.write().intent().verb() == Verb.DELETE) {
            holds.keySet().removeIf(place -> place.id().equals(letter.write().id()));
        }
        holds.values().removeAll(letter.write().intent().fields().values());
        fields.keySet()
                .forEach(field -> holds.keySet().removeIf(place -> place.field().equals(field)));
    }

    /** Knows by other means what became of creates in doubt. */
    void decideDoubts() {
        for (String collection : world.servers().keySet()) {
            for (PendingWrite write : device.outbox(collection)) {
                if (write.status() == Status.IN_DOUBT) {
                    boolean arrived = world.server(collection).effects().containsKey(write.key());
                    device.edit(hand -> arrived
                            ? hand.doubts(collection).settle(hand.tx(), write.id())
                            : hand.doubts(collection).resend(hand.tx(), write.id()));
                }
            }
        }
    }

    /** Whether the ids of the first collection are numbers. */
    static boolean areNumbers(SimWorld world) {
        return world.server(SimWorld.PARENTS).guarantees().ids().type() == Ids.Type.INTEGER;
    }

    private record Edit(String collection, String id, String field, long value, Optional<String> parent) {
        boolean isOfTheSameRecord(Edit other) {
            return collection.equals(other.collection) && id.equals(other.id);
        }
    }
}
