package dev.mooring.contract.mutant;

import dev.mooring.contract.Schema;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.memory.InMemoryBackendBuilder;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import java.math.BigInteger;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

final class ValueMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(
                values("texts are trimmed", "VALUE-1", value -> value instanceof String text ? text.strip() : value),
                values("unicode is normalised", "VALUE-2", ValueMutants::composed),
                values("texts of digits become numbers", "VALUE-3", ValueMutants::guessed),
                values("numbers are rounded to doubles", "VALUE-4", ValueMutants::rounded),
                values("whole numbers wrap around at 64 bits", "VALUE-5", ValueMutants::wrapped),
                values("decimals are rounded to doubles", "VALUE-6", ValueMutants::rounded),
                values("truth becomes 0 and 1", "VALUE-7", ValueMutants::counted),
                nullsThatBecomeTexts(),
                values("nulls inside maps and lists are dropped", "VALUE-9", ValueMutants::withoutNulls),
                values("empty maps and lists vanish", "VALUE-10", ValueMutants::withoutEmpty),
                values("what is nested deeper than 20 is cut off", "VALUE-11", value -> cut(value, 20)),
                values("keys with dots are taken apart", "VALUE-12", ValueMutants::undotted),
                values("texts are cut at 65,535 characters", "VALUE-13", ValueMutants::shortened),
                managedFieldThatCanBeSet(),
                fieldsThatKeepTheirFirstType(),
                values("one-key maps are interpreted", "VALUE-16", ValueMutants::interpreted),
                alikeRecordsShareTheirState(),
                values("maps keep 256 entries", "VALUE-18", ValueMutants::narrowed),
                refusalThatNamesNoField());
    }

    private static Mutant values(String name, String rule, UnaryOperator<@Nullable Object> change) {
        return Mutant.of(name, rule, honest -> new Changing(honest, change));
    }

    private static Mutant nullsThatBecomeTexts() {
        return Mutant.of("null becomes the text 'null'", "VALUE-8", honest -> new Broken(honest) {
            @Override
            public Outcome create(Create create) {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>(create.fields());
                fields.putIfAbsent(Schema.BODY, "null");
                return honest.create(with(create, fields));
            }
        });
    }

    private static Mutant managedFieldThatCanBeSet() {
        Supplier<InMemoryBackendBuilder> backend =
                () -> InMemoryBackend.builder().guarantees(g -> g.managedFields(Set.of("stamp")));
        Map<String, Object> sent = new LinkedHashMap<>();
        return Mutant.on(
                backend,
                "a managed field takes what a client sends",
                "VALUE-14",
                () -> honest -> new Broken(honest) {
                    @Override
                    public Outcome update(Update update) {
                        Object stamp = update.patch().get("stamp");
                        if (stamp != null) {
                            sent.put(update.id(), stamp);
                        }
                        return honest.update(update);
                    }

                    @Override
                    public Page list(Cursor from, int limit) {
                        Page page = honest.list(from, limit);
                        List<Document> shown = page.documents().stream()
                                .map(document -> sent.containsKey(document.id())
                                        ? document.withFields(Map.of("stamp", sent.get(document.id())))
                                        : document)
                                .toList();
                        return new Page(shown, page.next(), page.more());
                    }
                });
    }

    private static Mutant fieldsThatKeepTheirFirstType() {
        return Mutant.of("an update of another type is ignored", "VALUE-15", honest -> new Broken(honest) {
            @Override
            public Outcome update(Update update) {
                Map<String, @Nullable Object> before =
                        update.base().orElseThrow().fields();
                boolean sameTypes = update.patch().entrySet().stream()
                        .allMatch(entry -> sameType(before.get(entry.getKey()), entry.getValue()));
                return sameTypes ? honest.update(update) : Outcome.applied();
            }
        });
    }

    private static Mutant alikeRecordsShareTheirState() {
        String name = "records with the same fields share one state";
        return Mutant.of(name, "VALUE-19", honest -> new Broken(honest) {
            @Override
            public Outcome update(Update update) {
                Map<String, @Nullable Object> before =
                        find(update.id()).map(Document::fields).orElse(Map.of());
                for (Document other : everything()) {
                    if (other.fields().equals(before) && !other.id().equals(update.id())) {
                        honest.update(Update.of(freshKey(), other, update.patch()));
                    }
                }
                return honest.update(update);
            }
        });
    }

    private static Mutant refusalThatNamesNoField() {
        return Mutant.of("a value is refused without naming its field", "VALUE-1", honest -> new Broken(honest) {
            @Override
            public Outcome create(Create create) {
                return "".equals(create.fields().get(Schema.BODY))
                        ? Outcome.refused("400", "bad value")
                        : honest.create(create);
            }
        });
    }

    private static Create with(Create create, Map<String, @Nullable Object> fields) {
        return new Create(create.key(), create.id(), fields, create.tombstone(), create.resent());
    }

    private static boolean sameType(@Nullable Object before, @Nullable Object after) {
        return before == null || after == null || before.getClass() == after.getClass();
    }

    private static @Nullable Object composed(@Nullable Object value) {
        return value instanceof String text ? Normalizer.normalize(text, Normalizer.Form.NFC) : value;
    }

    private static @Nullable Object guessed(@Nullable Object value) {
        return value instanceof String text && text.matches("[0-9]+") ? Long.valueOf(text) : value;
    }

    private static @Nullable Object rounded(@Nullable Object value) {
        if (!(value instanceof Number number)) {
            return value;
        }
        double rounded = number.doubleValue();
        return Double.isInfinite(rounded) ? Long.MAX_VALUE : (Object) rounded;
    }

    private static @Nullable Object wrapped(@Nullable Object value) {
        return value instanceof BigInteger large ? (Object) large.longValue() : value;
    }

    private static @Nullable Object counted(@Nullable Object value) {
        return value instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : value;
    }

    private static @Nullable Object withoutNulls(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> kept = new LinkedHashMap<>(map);
            kept.values().removeIf(Objects::isNull);
            return kept;
        }
        return value instanceof List<?> list
                ? list.stream().filter(Objects::nonNull).toList()
                : value;
    }

    private static @Nullable Object withoutEmpty(@Nullable Object value) {
        boolean empty =
                (value instanceof Map<?, ?> map && map.isEmpty()) || (value instanceof List<?> list && list.isEmpty());
        return empty ? null : value;
    }

    private static @Nullable Object cut(@Nullable Object value, int levels) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> cut = new ArrayList<>();
            list.forEach(item -> cut.add(levels == 0 ? null : cut(item, levels - 1)));
            return cut;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> cut = new LinkedHashMap<>();
            map.forEach((key, item) -> cut.put(key, levels == 0 ? null : cut(item, levels - 1)));
            return cut;
        }
        return value;
    }

    private static @Nullable Object undotted(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, @Nullable Object> taken = new LinkedHashMap<>();
        map.forEach((key, item) -> {
            int dot = key.toString().indexOf('.');
            taken.put(dot < 0 ? key : key.toString().substring(0, dot), item);
        });
        return taken;
    }

    private static @Nullable Object shortened(@Nullable Object value) {
        return value instanceof String text && text.length() > 65_535 ? text.substring(0, 65_535) : value;
    }

    private static @Nullable Object interpreted(@Nullable Object value) {
        return value instanceof Map<?, ?> map && map.containsKey("$timestamp") ? map.get("$timestamp") : value;
    }

    private static @Nullable Object narrowed(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map) || map.size() <= 256) {
            return value;
        }
        Map<Object, @Nullable Object> kept = new LinkedHashMap<>();
        new TreeSet<>(map.keySet()).stream().limit(256).forEach(key -> kept.put(key, map.get(key)));
        return kept;
    }

    /** Lists every value changed, as a backend does that changes values when it stores them. */
    private static final class Changing extends Broken {

        private final UnaryOperator<@Nullable Object> change;

        Changing(SyncAdapter honest, UnaryOperator<@Nullable Object> change) {
            super(honest);
            this.change = change;
        }

        @Override
        public Page list(Cursor from, int limit) {
            Page page = honest.list(from, limit);
            List<Document> shown = page.documents().stream()
                    .map(document -> document.withFields(changed(document.fields())))
                    .toList();
            return new Page(shown, page.next(), page.more());
        }

        private Map<String, @Nullable Object> changed(Map<String, @Nullable Object> fields) {
            Map<String, @Nullable Object> changed = new LinkedHashMap<>();
            fields.forEach((name, value) -> changed.put(name, change.apply(value)));
            return changed;
        }
    }
}
