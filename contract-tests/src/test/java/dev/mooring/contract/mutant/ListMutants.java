package dev.mooring.contract.mutant;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

final class ListMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(
                lists("list that never ends when it is empty", "LIST-1", (honest, asked) -> {
                    Page page = honest.list(asked.from(), asked.limit());
                    Cursor next = new Cursor(asked.from().token() + "x");
                    return page.documents().isEmpty() ? new Page(List.of(), next, true) : page;
                }),
                lists("list that loses the last record of a page", "LIST-2", (honest, asked) -> {
                    Page page = honest.list(asked.from(), asked.limit());
                    int kept = Math.max(0, page.documents().size() - 1);
                    return new Page(page.documents().subList(0, kept), page.next(), page.more());
                }),
                lists("list that says more and stays where it is", "LIST-3", (honest, asked) -> {
                    Page page = honest.list(asked.from(), asked.limit());
                    return new Page(page.documents(), page.more() ? asked.from() : page.next(), page.more());
                }),
                Mutant.of("list whose place is kept by the server, not by the cursor", "LIST-4", PlaceKept::new),
                lists("list that begins each further page one record too late", "LIST-5", (honest, asked) -> {
                    Page page = honest.list(asked.from(), asked.limit());
                    int first = asked.from().isStart() || page.documents().isEmpty() ? 0 : 1;
                    List<Document> rest =
                            page.documents().subList(first, page.documents().size());
                    return new Page(rest, page.next(), page.more());
                }),
                lists(
                        "list that asks for one more than the limit and overflows",
                        "LIST-6",
                        (honest, asked) -> asked.limit() + 1 < 0
                                ? Page.last(List.of())
                                : honest.list(asked.from(), asked.limit())),
                lists(
                        "list that takes a limit of zero for one",
                        "LIST-7",
                        (honest, asked) -> honest.list(asked.from(), Math.max(1, asked.limit()))),
                lists("list that counts the records on its first page and stops there", "LIST-8", ListMutants::counted),
                Mutant.overclaiming(
                        "list of counted pages that claims to be stable",
                        "LIST-9",
                        backend -> backend.guarantees(g -> g.listing(Listing.DRIFTING))),
                lists("list that fails on a cursor it cannot read", "LIST-10", (honest, asked) -> {
                    if (!asked.from().isStart() && !asked.from().token().startsWith("list:")) {
                        throw new NumberFormatException(asked.from().token());
                    }
                    return honest.list(asked.from(), asked.limit());
                }),
                lists("list that ends at a cursor it cannot read", "LIST-10", (honest, asked) -> {
                    boolean readable =
                            asked.from().isStart() || asked.from().token().startsWith("list:");
                    return readable ? honest.list(asked.from(), asked.limit()) : Page.last(List.of());
                }),
                Mutant.on(
                        () -> InMemoryBackend.builder().guarantees(g -> g.largestPage(10)),
                        "list that stops at the server's cap",
                        "LIST-11",
                        () -> honest -> new Lists(honest, (inner, asked) -> {
                            Page page = inner.list(asked.from(), asked.limit());
                            boolean more = page.more() && page.documents().size() >= asked.limit();
                            return new Page(page.documents(), page.next(), more);
                        })),
                Mutant.of("list that shows deleted records", "LIST-12", ShowsDeleted::new),
                Mutant.of(
                        "list whose versions are of another form than those that updates take",
                        "LIST-13",
                        honest -> new Rewritten(
                                honest,
                                document -> document.withVersion(new Version(
                                        "W/" + document.version().orElseThrow().token())),
                                Rewritten.In.LIST)));
    }

    private static Mutant lists(String name, String rules, BiFunction<SyncAdapter, Asked, Page> list) {
        return Mutant.of(name, rules, honest -> new Lists(honest, list));
    }

    /** Cursors of the form {@code offset:total}. */
    private static Page counted(SyncAdapter honest, Asked asked) {
        List<Document> all = honest.list(Cursor.START, Integer.MAX_VALUE).documents();
        String[] parts = asked.from().token().split(":", -1);
        boolean goesOn = parts.length == 2;
        int offset = goesOn ? Integer.parseInt(parts[0]) : 0;
        int total = goesOn ? Integer.parseInt(parts[1]) : all.size();
        int end = Math.min(offset + asked.limit(), total);
        return new Page(all.subList(offset, end), new Cursor(end + ":" + total), end < total);
    }

    private record Asked(Cursor from, int limit) {}

    private static final class Lists extends Broken {

        private final BiFunction<SyncAdapter, Asked, Page> list;

        Lists(SyncAdapter honest, BiFunction<SyncAdapter, Asked, Page> list) {
            super(honest);
            this.list = list;
        }

        @Override
        public Page list(Cursor from, int limit) {
            return list.apply(honest, new Asked(from, limit));
        }
    }

    private static final class PlaceKept extends Broken {

        private Cursor place = Cursor.START;

        PlaceKept(SyncAdapter honest) {
            super(honest);
        }

        @Override
        public Page list(Cursor from, int limit) {
            Page page = honest.list(from.isStart() ? from : place, limit);
            place = page.next();
            return page;
        }
    }

    private static final class ShowsDeleted extends Broken {

        private final List<Document> deleted = new ArrayList<>();

        ShowsDeleted(SyncAdapter honest) {
            super(honest);
        }

        @Override
        public Outcome delete(Delete delete) {
            find(delete.id()).ifPresent(deleted::add);
            return honest.delete(delete);
        }

        @Override
        public Page list(Cursor from, int limit) {
            Page page = honest.list(from, limit);
            List<Document> documents = new ArrayList<>(page.documents());
            documents.addAll(deleted);
            return new Page(documents, page.next(), page.more());
        }
    }
}
