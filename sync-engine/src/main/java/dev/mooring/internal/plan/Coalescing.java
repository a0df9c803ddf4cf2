package dev.mooring.internal.plan;

import dev.mooring.store.Delivery;
import dev.mooring.store.Intent;
import dev.mooring.store.PendingWrite;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an application's new write joins the writes that wait (law 3):
 *
 * <table>
 *   <caption>last unsent write + new write</caption>
 *   <tr><th>last</th><th>new</th><th>result</th></tr>
 *   <tr><td>create</td><td>update</td><td>create</td></tr>
 *   <tr><td>update</td><td>update</td><td>update; nothing when it is back where it began</td></tr>
 *   <tr><td>update</td><td>delete</td><td>delete</td></tr>
 *   <tr><td>create</td><td>delete</td><td>nothing</td></tr>
 *   <tr><td>delete</td><td>create</td><td>both</td></tr>
 * </table>
 *
 * A sent write is frozen, so what follows stays a write of its own. So does a write that must wait for others which the last one does not wait for.
 */
public final class Coalescing {

    private Coalescing() {}

    /** The chain with one more write; the first of two that become one lends its sequence and its key. */
    public static List<PendingWrite> append(List<PendingWrite> chain, PendingWrite next) {
        List<PendingWrite> result = new ArrayList<>(chain);
        PendingWrite last = chain.isEmpty() ? null : chain.get(chain.size() - 1);
        if (last == null || last.delivery().sent() || !mayJoin(last, next)) {
            result.add(next);
            return List.copyOf(result);
        }
        result.remove(result.size() - 1);
        joined(last, next).ifPresent(result::add);
        return List.copyOf(result);
    }

    private static boolean mayJoin(PendingWrite last, PendingWrite next) {
        return last.intent().verb() != Verb.DELETE
                && next.waitsFor().stream()
                        .allMatch(other ->
                                other == last.sequence() || last.waitsFor().contains(other));
    }

    private static Optional<PendingWrite> joined(PendingWrite last, PendingWrite next) {
        Optional<Intent> intent = joined(last.intent(), next.intent());
        return intent.map(both -> last.with(both).with(later(last, next)));
    }

    private static Delivery later(PendingWrite last, PendingWrite next) {
        return last.delivery().attempts() > 0 ? last.delivery() : next.delivery();
    }

    /** What two intents in a row make; empty = nothing. */
    static Optional<Intent> joined(Intent last, Intent next) {
        if (next.verb() == Verb.DELETE) {
            return last.verb() == Verb.CREATE
                    ? Optional.empty()
                    : Optional.of(Intent.delete(Fields.apply(next.before(), nullsFor(last))));
        }
        if (last.verb() == Verb.CREATE) {
            Intent create =
                    Intent.create(Fields.apply(last.fields(), next.fields())).madeOn(last.before());
            return Optional.of(last.over().map(create::over).orElse(create));
        }
        return updates(last, next);
    }

    private static Optional<Intent> updates(Intent last, Intent next) {
        Map<String, @Nullable Object> patch = new LinkedHashMap<>(last.fields());
        patch.putAll(next.fields());
        Map<String, @Nullable Object> before = new LinkedHashMap<>(next.before());
        last.fields().keySet().forEach(name -> before.put(name, last.before().get(name)));
        patch.entrySet().removeIf(field -> Objects.equals(field.getValue(), before.get(field.getKey())));
        before.keySet().retainAll(patch.keySet());
        return patch.isEmpty() ? Optional.empty() : Optional.of(Intent.update(patch, before));
    }

    /** The earlier write's {@code before}, with an explicit null where there was nothing. */
    private static Map<String, @Nullable Object> nullsFor(Intent last) {
        Map<String, @Nullable Object> before = new LinkedHashMap<>();
        last.fields().keySet().forEach(name -> before.put(name, last.before().get(name)));
        return before;
    }
}
