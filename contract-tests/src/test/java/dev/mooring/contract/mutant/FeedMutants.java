package dev.mooring.contract.mutant;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.memory.InMemoryBackendBuilder;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Removals;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mistakes in what a feed tells; those between its pages are {@link FeedPagingMutants}. */
final class FeedMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        List<Mutant> all = new ArrayList<>(FeedPagingMutants.mutants());
        all.addAll(List.of(
                Feeds.mutant("feed that begins with changes", "FEED-1", (honest, since, limit) -> {
                    ChangePage page = honest.changesSince(since, limit);
                    return new ChangePage(page.changes(), page.next(), page.more(), ChangePage.Kind.DELTA);
                }),
                Feeds.mutant("snapshot that ends early", "FEED-2", (honest, since, limit) -> {
                    ChangePage page = honest.changesSince(since, limit);
                    int kept = page.kind().snapshot()
                            ? page.changes().size() / 2
                            : page.changes().size();
                    return Feeds.with(page, page.changes().subList(0, kept));
                }),
                Feeds.mutant("changes that call themselves a snapshot", "FEED-3", (honest, since, limit) -> {
                    ChangePage page = honest.changesSince(since, limit);
                    boolean start = page.kind() == ChangePage.Kind.SNAPSHOT_START;
                    ChangePage.Kind kind = start ? page.kind() : ChangePage.Kind.SNAPSHOT;
                    return new ChangePage(page.changes(), page.next(), page.more(), kind);
                }),
                Feeds.mutant("snapshot that never ends", "FEED-3", (honest, since, limit) -> {
                    ChangePage page = honest.changesSince(since, limit);
                    return page.kind().snapshot() && !page.more()
                            ? new ChangePage(page.changes(), Cursor.START, true, page.kind())
                            : page;
                }),
                Mutant.of("feed of creates only", "FEED-4", FeedMutants::createsOnly),
                Mutant.of("feed that tells a deletion before the state it ended", "FEED-9", FeedMutants::backwards),
                Mutant.on(
                        () -> InMemoryBackend.builder().withoutNow(),
                        "feed that lags behind answers that say nothing",
                        "FEED-17",
                        () -> FeedMutants::lagging),
                Mutant.overclaiming(
                        "feed that tells of no deletion and claims to",
                        "FEED-18",
                        backend -> backend.guarantees(g -> g.removals(Removals.none()))),
                Feeds.mutant("feed that cannot tell deleted from left", "FEED-20", (honest, since, limit) -> {
                    ChangePage page = honest.changesSince(since, limit);
                    List<Change> changes = page.changes().stream()
                            .map(change -> change.present().isPresent() ? change : Change.deleted(change.id()))
                            .toList();
                    return Feeds.with(page, changes);
                }),
                lateCommitsLost(),
                Feeds.mutant("feed that takes an expired cursor for now", "FEED-22", (honest, since, limit) -> {
                    ChangePage page = honest.changesSince(since, limit);
                    boolean over = !since.isStart() && page.kind() == ChangePage.Kind.SNAPSHOT_START;
                    return over ? Feeds.nothing(Feeds.end(honest)) : page;
                }),
                Feeds.mutant("feed that starts over whenever it is at rest", "FEED-23", (honest, since, limit) -> {
                    ChangePage page = honest.changesSince(since, limit);
                    return page.changes().isEmpty() ? honest.changesSince(Cursor.START, limit) : page;
                }),
                Mutant.of(
                        "feed whose versions are of another form than those that updates take",
                        "FEED-24",
                        honest -> new Rewritten(
                                honest,
                                document -> document.withVersion(new Version("feed"
                                        + document.version().orElseThrow().token())),
                                Rewritten.In.FEED)),
                Feeds.mutant("feed that sees only what has a stamp", "FEED-27", (honest, since, limit) -> {
                    ChangePage page = honest.changesSince(since, limit);
                    return Feeds.with(
                            page,
                            page.changes().stream()
                                    .filter(change -> change.match(
                                            upsert -> upsert.document()
                                                    .modifiedAt()
                                                    .isPresent(),
                                            removal -> true))
                                    .toList());
                }),
                Mutant.of("feed that never shows again what has left", "FEED-28", FeedMutants::leftForEver)));
        return all;
    }

    private static Feeds createsOnly(SyncAdapter adapter) {
        Set<String> told = new HashSet<>();
        return new Feeds(adapter, (honest, since, limit) -> {
            ChangePage page = honest.changesSince(since, limit);
            return Feeds.with(
                    page,
                    page.changes().stream()
                            .filter(change -> page.kind().snapshot() || !told.contains(change.id()))
                            .filter(change ->
                                    told.add(change.id()) || page.kind().snapshot())
                            .toList());
        });
    }

    private static Feeds backwards(SyncAdapter adapter) {
        return new Feeds(adapter, (honest, since, limit) -> {
            ChangePage page = honest.changesSince(since, limit);
            List<Change> changes = new ArrayList<>();
            for (Change change : page.changes()) {
                changes.add(change);
                if (change.present().isEmpty()) {
                    changes.add(Change.of(Document.of(change.id(), Map.of())));
                }
            }
            return Feeds.with(page, changes);
        });
    }

    private static Feeds lagging(SyncAdapter adapter) {
        Map<Cursor, Boolean> asked = new HashMap<>();
        return new Feeds(adapter, (honest, since, limit) -> {
            ChangePage page = honest.changesSince(since, limit);
            boolean first = asked.put(since, true) == null;
            return page.kind().snapshot() || !first ? page : Feeds.nothing(since);
        });
    }

    private static Feeds leftForEver(SyncAdapter adapter) {
        Set<String> left = new HashSet<>();
        return new Feeds(adapter, (honest, since, limit) -> {
            ChangePage page = honest.changesSince(since, limit);
            page.changes().stream()
                    .filter(change -> change.present().isEmpty())
                    .forEach(change -> left.add(change.id()));
            return Feeds.with(
                    page,
                    page.changes().stream()
                            .filter(change -> change.present().isEmpty() || !left.contains(change.id()))
                            .toList());
        });
    }

    private static Mutant lateCommitsLost() {
        return Mutant.overclaiming(
                "feed without a horizon that claims to be complete", "FEED-21", FeedMutants::windowed);
    }

    private static InMemoryBackendBuilder windowed(InMemoryBackendBuilder backend) {
        return backend.clock(new SteppingClock(Duration.ofSeconds(1)))
                .guarantees(g -> g.feed(Feed.windowed(Duration.ofMillis(1))));
    }
}
