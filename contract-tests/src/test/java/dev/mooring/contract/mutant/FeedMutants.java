package dev.mooring.contract.mutant;

import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import java.util.List;

final class FeedMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(snapshotThatEndsEarly());
    }

    private static Mutant snapshotThatEndsEarly() {
        return Mutant.of("snapshot that ends early", "FEED-2", honest -> new Broken(honest) {
            @Override
            public ChangePage changesSince(Cursor since, int limit) {
                ChangePage page = honest.changesSince(since, limit);
                int kept = page.kind().snapshot()
                        ? page.changes().size() / 2
                        : page.changes().size();
                return new ChangePage(page.changes().subList(0, kept), page.next(), page.more(), page.kind());
            }
        });
    }
}
