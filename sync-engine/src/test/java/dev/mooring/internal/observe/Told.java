package dev.mooring.internal.observe;

import dev.mooring.store.StoredRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An observer that believes what it is told. */
final class Told implements Receiver {

    private final Map<String, Map<String, @Nullable Object>> known = new LinkedHashMap<>();
    private final List<Object> numbers = new ArrayList<>();
    private Runnable whenTold = () -> {};
    private int calls;
    private int newStarts;
    private int ends;
    private Optional<RuntimeException> why = Optional.empty();

    void whenTold(Runnable then) {
        whenTold = then;
    }

    Map<String, Map<String, @Nullable Object>> known() {
        return known;
    }

    List<Object> numbers() {
        return numbers;
    }

    int calls() {
        return calls;
    }

    int newStarts() {
        return newStarts;
    }

    int ends() {
        return ends;
    }

    Optional<RuntimeException> why() {
        return why;
    }

    @Override
    public void told(boolean startsOver, List<StoredRecord> records) {
        calls++;
        if (startsOver) {
            newStarts++;
            known.clear();
        }
        for (StoredRecord record : records) {
            record.view().ifPresentOrElse(view -> known.put(record.id(), view), () -> known.remove(record.id()));
            record.view().ifPresent(view -> numbers.add(String.valueOf(view.get("n"))));
        }
        whenTold.run();
    }

    @Override
    public void ended(Optional<RuntimeException> reason) {
        ends++;
        why = reason;
    }
}
