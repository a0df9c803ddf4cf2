package dev.mooring.store.contract;

import dev.mooring.store.Delivery;
import dev.mooring.store.LocalStore;
import dev.mooring.store.PendingWrite;
import dev.mooring.store.StoreReader;
import dev.mooring.store.StoreTransaction;
import dev.mooring.store.StoredRecord;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Readers and transactions that answer wrongly. */
final class BrokenReader {

    private BrokenReader() {}

    static StoreReader of(StoreReader reader, Mutant mutant) {
        return proxy(StoreReader.class, (method, arguments) -> switch (mutant) {
            case LISTS_EVERYTHING -> withoutLimit(reader, method, arguments);
            case REPEATS_THE_LAST -> fromTheLast(reader, method, arguments);
            case LOSES_A_NOTE, REPEATS_A_NOTE, MIXES_OWNERS -> notes(reader, method, arguments, mutant);
            case MARKS_EVERYTHING, LOSES_MARKS -> marks(reader, method, arguments, mutant);
            case ROUNDS, SORTS, CUTS_INSTANTS -> altered(call(reader, method, arguments), mutant);
            default -> call(reader, method, arguments);
        });
    }

    static StoreReader lookingAgain(LocalStore store) {
        return proxy(
                StoreReader.class,
                (method, arguments) -> store.read(reader -> Optional.ofNullable(unchecked(reader, method, arguments)))
                        .orElse(null));
    }

    static StoreTransaction telling(StoreTransaction tx, Mutant mutant) {
        return proxy(StoreTransaction.class, (method, arguments) -> {
            if (!method.getName().equals("onCommit")) {
                return call(tx, method, arguments);
            }
            Runnable asked = (Runnable) arguments[0];
            if (mutant == Mutant.TELLS_EARLY) {
                asked.run();
            } else if (mutant == Mutant.TELLS_LATE) {
                tx.onCommit(() -> new Thread(asked).start());
            }
            return null;
        });
    }

    private static @Nullable Object withoutLimit(StoreReader reader, Method method, Object[] arguments)
            throws Throwable {
        if (method.getReturnType() == List.class && arguments != null && last(arguments) instanceof Integer) {
            arguments[arguments.length - 1] = Integer.MAX_VALUE;
        }
        return call(reader, method, arguments);
    }

    private static @Nullable Object fromTheLast(StoreReader reader, Method method, Object[] arguments)
            throws Throwable {
        Object found = call(reader, method, arguments);
        if (method.getName().equals("records") && arguments.length == 3 && found instanceof List<?> list) {
            List<Object> repeated = new ArrayList<>(list);
            reader.record((String) arguments[0], (String) arguments[1]).ifPresent(record -> repeated.add(0, record));
            return repeated;
        }
        return found;
    }

    private static @Nullable Object notes(StoreReader reader, Method method, Object[] arguments, Mutant mutant)
            throws Throwable {
        Object found = call(reader, method, arguments);
        if (!method.getName().equals("notes") || !(found instanceof Map<?, ?> page) || page.isEmpty()) {
            return found;
        }
        Map<Object, Object> changed = new LinkedHashMap<>(page);
        String owner = (String) arguments[0];
        String after = (String) arguments[1];
        if (mutant == Mutant.LOSES_A_NOTE) {
            changed.remove(new ArrayList<>(page.keySet()).get(page.size() - 1));
        } else if (mutant == Mutant.REPEATS_A_NOTE) {
            reader.note(owner, after).ifPresent(text -> changed.put(after, text));
        } else {
            reader.notes("", after, 1).forEach(changed::put);
        }
        return changed;
    }

    private static @Nullable Object marks(StoreReader reader, Method method, Object[] arguments, Mutant mutant)
            throws Throwable {
        Object found = call(reader, method, arguments);
        if (!method.getName().equals("marks") || !(found instanceof Map<?, ?> marks)) {
            return found;
        }
        Map<Object, Object> changed = new LinkedHashMap<>(marks);
        if (mutant == Mutant.MARKS_EVERYTHING) {
            ((Collection<?>) arguments[1]).forEach(id -> changed.putIfAbsent(id, 0L));
        } else {
            changed.keySet().retainAll(marks.keySet().stream().limit(1).toList());
        }
        return changed;
    }

    private static @Nullable Object altered(@Nullable Object answer, Mutant mutant) {
        if (answer instanceof Optional<?> optional) {
            return optional.map(each -> altered(each, mutant));
        }
        if (answer instanceof StoredRecord record && mutant != Mutant.CUTS_INSTANTS) {
            return new StoredRecord(
                    record.collection(),
                    record.id(),
                    record.base(),
                    record.tombstone(),
                    record.view().map(fields -> mutant == Mutant.SORTS ? new TreeMap<>(fields) : rounded(fields)),
                    record.local(),
                    record.pending());
        }
        if (answer instanceof PendingWrite write && mutant == Mutant.CUTS_INSTANTS) {
            Instant due = write.delivery().due();
            return write.with(Delivery.due(due.truncatedTo(ChronoUnit.SECONDS)));
        }
        return answer;
    }

    private static Map<String, @Nullable Object> rounded(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> rounded = new LinkedHashMap<>(fields);
        rounded.replaceAll((name, value) ->
                value instanceof Long || value instanceof BigDecimal ? finite(((Number) value).doubleValue()) : value);
        return rounded;
    }

    private static double finite(double number) {
        return Double.isInfinite(number) ? Double.MAX_VALUE : number;
    }

    private static Object last(Object[] arguments) {
        return arguments[arguments.length - 1];
    }

    private static @Nullable Object unchecked(StoreReader reader, Method method, Object[] arguments) {
        try {
            return call(reader, method, arguments);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static @Nullable Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method, arguments)));
    }

    /** Answers a call. */
    private interface Answer {
        @Nullable Object to(Method method, Object[] arguments) throws Throwable;
    }
}
