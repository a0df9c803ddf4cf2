package dev.mooring.supabase;

import dev.mooring.support.cursor.ScanThenTail;
import dev.mooring.support.cursor.Tail;
import dev.mooring.support.http.Address;
import dev.mooring.support.json.Pointer;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.SyncAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The feed of the SQL kit, in the order of transactions and never past one that is still open. A position is the table's generation, a
 * transaction and a version; the database says when it no longer means anything. Safe for several threads.
 */
final class KitFeed implements Tail {

    private static final ScanThenTail CURSORS = ScanThenTail.of("supabase-kit", 1);
    private static final Pointer CHANGES = Pointer.of("/changes");
    private static final Pattern POSITION = Pattern.compile("(\\S+) (\\d{1,18}) (\\d{1,18})");

    private final Rest rest;
    private final Rows rows;
    private final PageSize pages;

    KitFeed(Rest rest) {
        this.rest = rest;
        this.pages = new PageSize(rest.table().pageSize());
        this.rows = rest.rows();
    }

    ChangePage page(SyncAdapter adapter, Cursor since, int limit) {
        return CURSORS.page(adapter, this, since, limit);
    }

    /** The first transaction that may still be open: it and what follows it comes behind. */
    @Override
    public String now() {
        return rest.read(
                changes(),
                CHANGES,
                change -> {},
                () -> {},
                "asking for the feed of " + rest.collection(),
                answer -> text(answer, "generation") + " " + number(answer, "horizon") + " 0");
    }

    @Override
    public Optional<Part> since(String position, int limit) {
        return POSITION.matcher(position)
                .results()
                .findFirst()
                .flatMap(place -> pages.read(limit, size -> since(place, size)));
    }

    private Optional<Part> since(MatchResult place, int limit) {
        List<Change> changes = new ArrayList<>();
        Address behind = changes()
                .query("p_generation", place.group(1))
                .query("p_xid", place.group(2))
                .query("p_seq", place.group(3))
                .query("p_limit", Integer.toString(limit));
        return rest.read(
                behind,
                CHANGES,
                told -> changes.add(change(told)),
                changes::clear,
                "reading what changed in " + rest.collection(),
                answer -> part(answer, changes));
    }

    /** Behind the last page everything below the horizon is told: so the cursor of a quiet table does not grow old. */
    private static Optional<Part> part(@Nullable Object answer, List<Change> changes) {
        if (!Boolean.FALSE.equals(member(answer, "expired"))) {
            return Optional.empty();
        }
        boolean full = Boolean.TRUE.equals(member(answer, "full"));
        String next = full ? number(answer, "xid") + " " + number(answer, "seq") : number(answer, "horizon") + " 0";
        return Optional.of(new Part(changes, text(answer, "generation") + " " + next, full));
    }

    private Address changes() {
        return rest.function("mooring_changes")
                .query("p_table", rest.table().table(rest.collection()))
                .query("p_shape", SupabaseSql.shape(rest.table()));
    }

    private Change change(Map<String, @Nullable Object> told) {
        if (told.get("row") instanceof Map<?, ?> row) {
            Map<String, @Nullable Object> whole = Rows.row(row);
            rows.identified(whole);
            return rows.change(rows.selected(whole));
        }
        String id = text(told, "id");
        return Boolean.TRUE.equals(told.get("gone")) ? Change.deleted(id) : Change.left(id);
    }

    private static String text(@Nullable Object answer, String name) {
        if (member(answer, name) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new UnreadableJson("the kit's answer has no text '" + name + "'");
    }

    private static long number(@Nullable Object answer, String name) {
        if (member(answer, name) instanceof Long number) {
            return number;
        }
        throw new UnreadableJson("the kit's answer has no number '" + name + "'");
    }

    private static @Nullable Object member(@Nullable Object answer, String name) {
        return answer instanceof Map<?, ?> members ? members.get(name) : null;
    }
}
