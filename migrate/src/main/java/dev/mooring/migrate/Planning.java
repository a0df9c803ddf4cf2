package dev.mooring.migrate;

import dev.mooring.migrate.mapping.Unmappable;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Page;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Verb;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the source and counts. Memory is bounded: names and examples beyond a limit are only counted. */
final class Planning {

    private static final int NAMES = 1_000;

    private final Options options;
    private final Patience patience;
    private final Telling told;

    Planning(Options options) {
        this.options = options;
        this.patience = new Patience(options.attempts(), options.throttle(() -> false), options.random());
        this.told = new Telling(options.clock(), options.listener());
    }

    Plan plan() {
        Instant started = options.clock().instant();
        List<CollectionPlan> plans = new ArrayList<>();
        options.pairs().forEach(pair -> plans.add(new Counting(pair).plan()));
        return new Plan(started, Duration.between(started, options.clock().instant()), plans);
    }

    private static String type(@Nullable Object value) {
        if (value instanceof Long || value instanceof BigInteger) {
            return "integer";
        }
        if (value instanceof BigDecimal) {
            return "number";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        return value instanceof Map ? "map" : value instanceof List ? "list" : "text";
    }

    /** One collection. */
    private final class Counting {

        private final Pair pair;
        private final Guarantees target;
        private final Canon canon = new Canon();
        private final Map<String, Field> fields = new TreeMap<>();
        private final List<Quarantined> examples = new ArrayList<>();
        private long records;
        private long bytes;
        private long others;
        private long unfit;

        Counting(Pair pair) {
            this.pair = pair;
            this.target = pair.to().guarantees();
        }

        CollectionPlan plan() {
            long began = options.clock().millis();
            told.begin(pair.name(), Progress.Step.PLAN);
            Cursor at = Cursor.START;
            for (boolean more = true; more; ) {
                Cursor from = at;
                Page page = patience.call(attempt -> pair.from().list(from, options.pageSize()));
                page.documents().forEach(this::count);
                told.tell(pair.name(), Progress.Step.PLAN, records, records, -1, unfit);
                more = page.more();
                at = page.next();
            }
            return planned(Duration.ofMillis(options.clock().millis() - began));
        }

        private CollectionPlan planned(Duration reading) {
            long before = options.clock().millis();
            Page first = patience.call(attempt -> pair.to().list(Cursor.START, 1));
            Duration call = Duration.ofMillis(options.clock().millis() - before);
            List<FieldPlan> plans = new ArrayList<>();
            fields.forEach((name, field) -> plans.add(new FieldPlan(name, field.types, field.longest)));
            List<String> notes = new ArrayList<>(pair.notes());
            for (Verb verb : Verb.values()) {
                if (!target.verbs().contains(verb)) {
                    notes.add("The target allows no " + verb + ": what needs one ends in quarantine.");
                }
            }
            return new CollectionPlan(
                    pair.name(),
                    pair.targetName(),
                    records,
                    bytes,
                    plans,
                    others,
                    unfit,
                    examples,
                    first.documents().isEmpty() && !first.more(),
                    estimate(reading, call),
                    notes);
        }

        /** Writing is taken to cost what reading costs, and one call's time for each batch; a rate limit where there is one. */
        private Duration estimate(Duration reading, Duration call) {
            Duration work = reading.multipliedBy(2).plus(call.multipliedBy(records / target.largestBatch() + 1));
            double rate = options.rowsPerSecond();
            Duration limited = rate > 0 ? Duration.ofMillis((long) (records * 1000 / rate)) : Duration.ZERO;
            return work.compareTo(limited) > 0 ? work : limited;
        }

        private void count(Document document) {
            records++;
            try {
                Document mapped = options.mapping().map(pair.name(), document);
                int size = canon.hash(mapped.fields()).size();
                bytes += size;
                mapped.fields().forEach(this::count);
                misfit(mapped, size).ifPresent(why -> refuse(document, why.code(), why.message()));
            } catch (Unmappable e) {
                refuse(document, e.code(), String.valueOf(e.getMessage()));
            }
        }

        private Optional<Problem> misfit(Document mapped, int size) {
            return Wanted.misfit(target, mapped.id(), size + mapped.id().length() + 100);
        }

        private void count(String name, @Nullable Object value) {
            Field field = fields.get(name);
            if (field == null && fields.size() >= NAMES) {
                others++;
                return;
            }
            if (field == null) {
                field = new Field();
                fields.put(name, field);
            }
            field.types.merge(type(value), 1L, Long::sum);
            if (value instanceof String text) {
                field.longest = Math.max(field.longest, text.length());
            }
        }

        private void refuse(Document document, String code, String message) {
            unfit++;
            if (examples.size() < Report.LISTED) {
                examples.add(new Quarantined(
                        pair.name(),
                        document.id(),
                        code,
                        message,
                        0,
                        options.clock().instant(),
                        document.fields()));
            }
        }
    }

    /** What was seen of a field so far. */
    private static final class Field {
        private final Map<String, Long> types = new TreeMap<>();
        private int longest;
    }
}
