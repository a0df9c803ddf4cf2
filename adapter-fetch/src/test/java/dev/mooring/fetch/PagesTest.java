package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.fetch.sim.RestSimulator;
import dev.mooring.fetch.sim.Style;
import dev.mooring.fetch.sim.Trait;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Update;
import dev.mooring.sync.WriteKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PagesTest {

    private long number;

    @Test
    void deletionBetweenCountedPagesHidesNothing() {
        Resource offsets = Resource.builder()
                .list("/api/{collection}?offset={offset}&limit={limit}")
                .item("/api/{collection}/{id}")
                .hidden("updated_at")
                .paging(Paging.OFFSET)
                .build();
        try (RestSimulator api = RestSimulator.start(Style.of(Trait.OFFSET))) {
            SyncAdapter todos = todos(api, offsets);
            create(todos, 6);

            Page first = todos.list(Cursor.START, 2);
            todos.delete(Delete.unconditional(key(), "1"));
            Set<String> seen = new TreeSet<>(ids(first.documents()));
            for (Page page = todos.list(first.next(), 2); ; page = todos.list(page.next(), 2)) {
                seen.addAll(ids(page.documents()));
                if (!page.more()) {
                    break;
                }
            }

            assertThat(seen).contains("2", "3", "4", "5", "6");
        }
    }

    /** Numbered pages are checked by reading the page before again, which a listing does not pay for. */
    @Test
    void changeBetweenNumberedPagesOfTheFeedHidesNothing() {
        try (RestSimulator api = RestSimulator.start(Style.of(Trait.PAGE_NUMBER, Trait.SINCE_MICROS))) {
            SyncAdapter todos = todos(api, byTime());
            create(todos, 1);
            Cursor cursor = pulled(todos, Cursor.START);
            create(todos, 7);

            ChangePage first = todos.changesSince(cursor, 2);
            String moved = first.changes().get(0).id();
            todos.update(Update.unconditional(key(), moved, Map.of("title", "moved to the end")));
            Set<String> seen = new TreeSet<>();
            first.changes().forEach(change -> seen.add(change.id()));
            for (ChangePage page = first; page.more(); ) {
                page = todos.changesSince(page.next(), 2);
                page.changes().forEach(change -> seen.add(change.id()));
            }

            assertThat(seen).hasSize(7);
        }
    }

    /** Pitfall: a window that begins where the last one began, less an overlap, wanders back for ever. */
    @Test
    void emptyPollsDoNotMoveTheWindowBack() {
        try (RestSimulator api = RestSimulator.start(Style.of(Trait.PAGE_NUMBER, Trait.SINCE_MICROS))) {
            SyncAdapter todos = todos(api, byTime());
            create(todos, 3);
            Cursor cursor = pulled(todos, Cursor.START);
            cursor = pulled(todos, cursor);

            Cursor later = cursor;
            for (int i = 0; i < 5; i++) {
                later = pulled(todos, later);
            }

            assertThat(later).isEqualTo(cursor);
        }
    }

    @Test
    void rowsOfOneStampOverManyPagesAreAllTold() {
        try (RestSimulator api =
                RestSimulator.start(Style.of(Trait.PAGE_NUMBER, Trait.SINCE_MILLIS, Trait.SINCE_EXCLUSIVE))) {
            SyncAdapter todos = todos(api, byTime());
            create(todos, 1);
            Cursor cursor = pulled(todos, Cursor.START);
            api.holdClock(true);
            create(todos, 15);

            List<String> told = new ArrayList<>();
            for (ChangePage page = todos.changesSince(cursor, 2); ; page = todos.changesSince(page.next(), 2)) {
                page.changes().stream().map(Change::id).forEach(told::add);
                if (!page.more()) {
                    break;
                }
            }

            assertThat(new TreeSet<>(told)).hasSize(15);
        }
    }

    @Test
    void feedThatBeginsNowIsAskedForBeforeTheListing() {
        Resource fromNow = Resource.builder()
                .list("/api/{collection}?offset={offset}&limit={limit}")
                .item("/api/{collection}/{id}")
                .changes("/api/{collection}/changes?cursor={cursor}&limit={limit}")
                .changeRows("/items")
                .next("/next_cursor")
                .more("/has_more")
                .deletedField("deleted")
                .updatedField("updated_at")
                .paging(Paging.OFFSET)
                .delta(Delta.CURSOR)
                .start(Start.LIST)
                .build();
        try (RestSimulator api =
                RestSimulator.start(Style.of(Trait.OFFSET, Trait.CHANGES_FROM_NOW, Trait.SOFT_DELETE))) {
            SyncAdapter todos = todos(api, fromNow);
            create(todos, 4);

            ChangePage first = todos.changesSince(Cursor.START, 2);
            todos.update(Update.unconditional(key(), "1", Map.of("title", "changed meanwhile")));
            Cursor after = pulled(todos, first.next());
            ChangePage delta = todos.changesSince(after, 10);

            assertThat(first.kind()).isEqualTo(ChangePage.Kind.SNAPSHOT_START);
            assertThat(delta.kind()).isEqualTo(ChangePage.Kind.DELTA);
            assertThat(delta.changes()).extracting(Change::id).contains("1");
        }
    }

    private static Resource byTime() {
        return Resource.builder()
                .list("/api/{collection}?page={page}&per_page={limit}")
                .item("/api/{collection}/{id}")
                .changes("/api/{collection}?updated_since={since}&page={page}&per_page={limit}")
                .updatedField("updated_at")
                .paging(Paging.PAGE)
                .delta(Delta.SINCE)
                .overlap(Duration.ofMillis(1))
                .build();
    }

    private static SyncAdapter todos(RestSimulator api, Resource resource) {
        return FetchBackend.builder(api.uri()).resource(resource).build().collection("todos");
    }

    private void create(SyncAdapter todos, int last) {
        for (int id = 1; id <= last; id++) {
            todos.create(Create.of(key(), Integer.toString(id), Map.of("title", "Title " + id)));
        }
    }

    private WriteKey key() {
        return WriteKey.of("device", ++number);
    }

    private static Cursor pulled(SyncAdapter todos, Cursor from) {
        ChangePage page = todos.changesSince(from, 2);
        while (page.more()) {
            page = todos.changesSince(page.next(), 2);
        }
        return page.next();
    }

    private static List<String> ids(List<Document> documents) {
        return documents.stream().map(Document::id).toList();
    }
}
