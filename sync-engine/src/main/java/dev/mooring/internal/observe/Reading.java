package dev.mooring.internal.observe;

import dev.mooring.store.StoredRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What an observer is told next, read from the store at that moment. Used by one thread at a time, except {@link #hasMore}. */
final class Reading {

    private static final int SOME = 500;

    private final Source source;
    private final Backlog backlog;
    private Map<String, StoredRecord> justTold = Map.of();
    private volatile boolean walking;
    private boolean walksNext;
    private boolean startsOver;
    private String walked = "";

    Reading(Source source, Backlog backlog) {
        this.source = source;
        this.backlog = backlog;
    }

    /** Safe for several threads. */
    boolean hasMore() {
        return walking || !backlog.isEmpty();
    }

    /** The next part; there may be nothing in it. */
    Part next() {
        if (backlog.isNewStartDue() || (!walking && backlog.isWalkDue())) {
            startsOver = backlog.walkBegins();
            walking = true;
            walksNext = true;
            walked = "";
        }
        // in turns: a long walk does not keep back what changes, nor the other way round
        Set<String> ids = walking && walksNext ? Set.of() : backlog.take(SOME);
        walksNext = !walksNext;
        return ids.isEmpty() && walking ? walk() : part(false, source.find(ids));
    }

    private Part walk() {
        List<StoredRecord> records = source.walk(walked, SOME);
        if (records.isEmpty()) {
            walking = false;
        } else {
            walked = records.get(records.size() - 1).id();
        }
        boolean first = startsOver;
        startsOver = false;
        return part(first, records);
    }

    /** What was just told, in the same state, is not told again: it changed between its commit and our look. */
    private Part part(boolean first, List<StoredRecord> records) {
        List<StoredRecord> news = records.stream()
                .filter(record -> first || !record.equals(justTold.get(record.id())))
                .toList();
        justTold = records.stream().collect(Collectors.toMap(StoredRecord::id, record -> record));
        return new Part(first, news);
    }

    /** A part of what there is to tell. */
    record Part(boolean startsOver, List<StoredRecord> records) {
        boolean saysNothing() {
            return !startsOver && records.isEmpty();
        }
    }
}
