package dev.mooring.migrate;

import dev.mooring.migrate.Difference.Kind;
import dev.mooring.migrate.SpoolTable.Suspect;
import dev.mooring.migrate.mapping.Unmappable;
import dev.mooring.sync.Document;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Writes again: what was found to differ, and what is in quarantine. Every write has a new key. Used by one thread. */
final class Mender {

    private static final int PART = 500;

    private final Carrier carrier;
    private final Parts parts;
    private final boolean deleteExtras;
    private final SourceCheck source;

    /** Of the extras that the target would not delete, one for each reason. */
    private final Map<String, String> refused = new LinkedHashMap<>();

    private long here;

    Mender(Carrier carrier, Parts parts, boolean deleteExtras) {
        this.carrier = carrier;
        this.parts = parts;
        this.deleteExtras = deleteExtras;
        this.source = new SourceCheck(carrier.pair().from(), parts.patience(), parts.pageSize());
    }

    void repair() {
        int number = carrier.stage().number();
        SpoolTable spool = parts.checkpoint().spool();
        begin();
        String after = "";
        for (List<Suspect> some = spool.suspects(number, after, PART);
                !some.isEmpty() && !parts.halt().now();
                some = spool.suspects(number, after, PART)) {
            repair(some);
            after = some.get(some.size() - 1).id();
        }
        new Verifier(carrier, parts).lookAgain(!refused.isEmpty());
        refused.values().forEach(carrier::note);
    }

    private void repair(List<Suspect> some) {
        int number = carrier.stage().number();
        List<String> ids = new ArrayList<>();
        List<String> strangers = new ArrayList<>();
        for (Suspect suspect : some) {
            Optional<Ledger> known = parts.checkpoint().ledger().byTarget(number, suspect.id());
            String id = suspect.source().isEmpty() ? known.map(Ledger::id).orElse("") : suspect.source();
            if (suspect.kind() == Kind.EXTRA && known.isEmpty()) {
                strangers.add(suspect.id());
            } else if (!id.isEmpty()) {
                ids.add(id);
            }
        }
        writeButMostGone(ids, source.find(ids));
        if (deleteExtras) {
            wrote(
                    strangers,
                    done -> carrier.writer()
                            .strangers(carrier.stage(), strangers, done)
                            .forEach(this::refused));
        }
    }

    private void refused(String id, Problem why) {
        refused.putIfAbsent(
                why.code(),
                "The target would not delete '" + id + "', which the source never had (" + why.code() + "): "
                        + why.message());
    }

    void retry() {
        retry(each -> true);
    }

    /** Takes away what was put aside since most of the source seemed gone; what the source shows all the same is kept. */
    void believeGone() {
        each(is(PageWriter.MOST_GONE), chosen -> {
            List<String> ids = ids(chosen);
            write(ids, source.find(ids));
        });
    }

    /** What waited for a record that it refers to, until nothing more of it can be carried; false = stopped before. */
    boolean settleReferences() {
        do {
            followReferences();
        } while (waiting() > 0 && openCircles());
        return !parts.halt().now();
    }

    private void followReferences() {
        for (long waiting = waiting(), before = Long.MAX_VALUE; waiting > 0 && waiting < before; ) {
            retry(is(Unmappable.REFERENCE));
            before = waiting;
            waiting = waiting();
        }
    }

    /** Whether something was made without what it refers to. */
    private boolean openCircles() {
        Circles circles = new Circles(carrier, parts);
        AtomicBoolean opened = new AtomicBoolean();
        each(is(Unmappable.REFERENCE), some -> {
            List<Quarantined> chosen = circles.openable(some);
            open(chosen, circles);
            opened.compareAndSet(false, chosen.stream().anyMatch(circles::isMade));
        });
        return opened.get();
    }

    private void open(List<Quarantined> chosen, Circles circles) {
        List<Document> records = chosen.stream()
                .map(each -> Document.of(each.id(), each.fields()))
                .toList();
        wrote(
                ids(chosen),
                done -> carrier.writer().opened(carrier.stage(), records, circles.leavingOut(), counts -> {
                    circles.keep(chosen);
                    done.accept(counts);
                }));
    }

    private long waiting() {
        return parts.checkpoint().quarantine().count(carrier.stage().number(), Unmappable.REFERENCE);
    }

    private void retry(Predicate<Quarantined> which) {
        each(which, chosen -> {
            List<String> ids = ids(chosen);
            writeButMostGone(ids, now(chosen, ids));
        });
    }

    private static Predicate<Quarantined> is(String code) {
        return each -> each.code().equals(code);
    }

    private static List<String> ids(List<Quarantined> chosen) {
        return chosen.stream().map(Quarantined::id).toList();
    }

    private void each(Predicate<Quarantined> which, Consumer<List<Quarantined>> work) {
        int number = carrier.stage().number();
        String name = carrier.pair().name();
        QuarantineTable quarantine = parts.checkpoint().quarantine();
        begin();
        String after = "";
        for (List<Quarantined> some = quarantine.list(number, name, after, PART);
                !some.isEmpty() && !parts.halt().now();
                some = quarantine.list(number, name, after, PART)) {
            work.accept(some.stream().filter(which).toList());
            after = some.get(some.size() - 1).id();
        }
    }

    /** As the source has them now, where it can be asked; else as they were put aside, which is as they were last told of. */
    private Map<String, Document> now(List<Quarantined> some, List<String> ids) {
        if (carrier.pair().from().capability(Lookup.class).isPresent()) {
            return source.find(ids);
        }
        Map<String, Document> kept = new LinkedHashMap<>();
        for (Quarantined each : some) {
            if (!parts.checkpoint().quarantine().isRemoval(carrier.stage().number(), each.id())) {
                kept.put(each.id(), Document.of(each.id(), each.fields()));
            }
        }
        return kept;
    }

    private void begin() {
        parts.told().begin(carrier.pair().name(), Progress.Step.REPAIR);
    }

    /** What was put aside since most of the source seems gone stays so, unless the source shows it again. */
    private void writeButMostGone(List<String> ids, Map<String, Document> there) {
        QuarantineTable quarantine = parts.checkpoint().quarantine();
        int number = carrier.stage().number();
        write(
                ids.stream()
                        .filter(id -> there.containsKey(id) || !quarantine.has(number, id, PageWriter.MOST_GONE))
                        .toList(),
                there);
    }

    private void write(List<String> ids, Map<String, Document> there) {
        wrote(ids, done -> carrier.writer().again(carrier.stage(), ids, there, done));
    }

    private void wrote(List<String> ids, Consumer<Consumer<Counts>> writing) {
        if (ids.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        writing.accept(done -> carrier.worked(done, System.nanoTime() - began));
        here += ids.size();
        parts.told()
                .tell(
                        carrier.pair().name(),
                        Progress.Step.REPAIR,
                        here,
                        here,
                        -1,
                        parts.checkpoint().quarantine().count(carrier.stage().number()));
    }
}
