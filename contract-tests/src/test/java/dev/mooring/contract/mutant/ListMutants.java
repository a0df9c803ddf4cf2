package dev.mooring.contract.mutant;

import dev.mooring.sync.Cursor;
import dev.mooring.sync.Page;
import java.util.List;

final class ListMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(listThatLosesTheLastRecord());
    }

    private static Mutant listThatLosesTheLastRecord() {
        return Mutant.of("list that loses the last record of a page", "LIST-2", honest -> new Broken(honest) {
            @Override
            public Page list(Cursor from, int limit) {
                Page page = honest.list(from, limit);
                int kept = Math.max(0, page.documents().size() - 1);
                return new Page(page.documents().subList(0, kept), page.next(), page.more());
            }
        });
    }
}
