package dev.mooring.contract.mutant;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.SyncAdapter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mistakes of a feed between its pages. */
final class FeedPagingMutants {

    private static final Clock STANDING = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private FeedPagingMutants() {}

    static List<Mutant> mutants() {
        return List.of(
                Feeds.mutant(
                        "snapshot whose cursor is taken when it ends", "FEED-5 FEED-19", (honest, since, limit) -> {
                            ChangePage page = honest.changesSince(since, limit);
                            boolean end = page.kind().snapshot() && !page.more();
                            return end ? Feeds.with(page, Feeds.end(honest)) : page;
                        }),
                Feeds.mutant("feed that says more and stays where it is", "FEED-6", (honest, since, limit) -> {
                    ChangePage page = honest.changesSince(since, limit);
                    return page.more() && page.kind() == ChangePage.Kind.DELTA ? Feeds.with(page, since) : page;
                }),
                Mutant.of("feed that is a queue: what was shown is gone", "FEED-7", FeedPagingMutants::queue),
                Feeds.mutant(
                        "feed that begins each further page one change too late", "FEED-8", (honest, since, limit) -> {
                            ChangePage page = honest.changesSince(since, limit);
                            boolean goesOn = since.token().startsWith("window:");
                            return goesOn && !page.changes().isEmpty()
                                    ? Feeds.with(
                                            page,
                                            page.changes()
                                                    .subList(1, page.changes().size()))
                                    : page;
                        }),
                Mutant.on(
                        () -> InMemoryBackend.builder().clock(STANDING),
                        "feed by stamps with a strict > that loses ties",
                        "FEED-10 FEED-11",
                        () -> honest -> new StampFeed(honest, FeedPagingMutants::nanos, false)),
                Mutant.on(
                        () -> InMemoryBackend.builder().clock(new SteppingClock(Duration.ofNanos(1000))),
                        "cursor of milliseconds where stamps have microseconds",
                        "FEED-10",
                        () -> honest -> new StampFeed(honest, Instant::toEpochMilli, false)),
                Mutant.on(
                        () -> InMemoryBackend.builder().clock(STANDING),
                        "feed by stamps that steps over one that fills more than a page",
                        "FEED-11",
                        () -> honest -> new StampFeed(honest, FeedPagingMutants::nanos, true)),
                Mutant.on(
                        () -> InMemoryBackend.builder().guarantees(g -> g.largestPage(10)),
                        "feed that stops at the server's cap",
                        "FEED-12",
                        () -> honest -> new Feeds(honest, (inner, since, limit) -> {
                            ChangePage page = inner.changesSince(since, limit);
                            boolean more = page.more() && page.changes().size() >= limit;
                            return new ChangePage(page.changes(), page.next(), more, page.kind());
                        })),
                Feeds.mutant("feed that fails on a cursor it cannot read", "FEED-13", (honest, since, limit) -> {
                    if (!since.isStart() && !isKnown(since)) {
                        throw new NumberFormatException(since.token());
                    }
                    return honest.changesSince(since, limit);
                }),
                Feeds.mutant(
                        "feed that takes a cursor it cannot read for now",
                        "FEED-13",
                        (honest, since, limit) -> since.isStart() || isKnown(since)
                                ? honest.changesSince(since, limit)
                                : Feeds.nothing(Feeds.end(honest))),
                Feeds.mutant(
                        "feed that takes a cursor of list for its own",
                        "FEED-14",
                        (honest, since, limit) -> honest.changesSince(
                                new Cursor(since.token().replaceFirst("^list:", "snapshot:")), limit)),
                Feeds.mutant(
                        "feed that takes a limit of zero for one",
                        "FEED-15",
                        (honest, since, limit) -> honest.changesSince(since, Math.max(1, limit))),
                Mutant.of("cursor that only its own client knows", "FEED-16", FeedPagingMutants::ownCursors),
                Feeds.mutant("feed that counts its changes", "FEED-25", FeedPagingMutants::counted));
    }

    private static boolean isKnown(Cursor cursor) {
        return cursor.token().matches("(?s)(snapshot|feed|window|list):.*");
    }

    private static long nanos(Instant stamp) {
        return stamp.getEpochSecond() * 1_000_000_000L + stamp.getNano();
    }

    private static Feeds queue(SyncAdapter adapter) {
        Set<Cursor> asked = new HashSet<>();
        return new Feeds(adapter, (honest, since, limit) -> {
            ChangePage page = honest.changesSince(since, limit);
            return page.kind().snapshot() || asked.add(since) ? page : Feeds.with(page, List.<Change>of());
        });
    }

    private static Feeds ownCursors(SyncAdapter adapter) {
        Map<Cursor, Cursor> known = new HashMap<>();
        known.put(Cursor.START, Cursor.START);
        return new Feeds(adapter, (honest, since, limit) -> {
            if (!known.containsKey(since)) {
                return Feeds.nothing(since);
            }
            ChangePage page = honest.changesSince(known.get(since), limit);
            Cursor own = new Cursor("c" + known.size());
            known.put(own, page.next());
            return Feeds.with(page, own);
        });
    }

    /** Cursors of the form {@code count:n:since}: the n-th change since then. */
    private static ChangePage counted(SyncAdapter honest, Cursor asked, int limit) {
        String[] parts = asked.token().split(":", 3);
        boolean goesOn = parts[0].equals("count");
        int from = goesOn ? Integer.parseInt(parts[1]) : 0;
        Cursor since = goesOn ? new Cursor(parts[2]) : asked;
        ChangePage page = honest.changesSince(since, Integer.MAX_VALUE);
        if (page.kind().snapshot()) {
            return page;
        }
        List<Change> rest = new ArrayList<>(page.changes()
                .subList(Math.min(from, page.changes().size()), page.changes().size()));
        if (rest.size() <= limit) {
            return Feeds.with(page, rest);
        }
        Cursor next = new Cursor("count:" + (from + limit) + ":" + since.token());
        return new ChangePage(rest.subList(0, limit), next, true, ChangePage.Kind.DELTA);
    }
}
