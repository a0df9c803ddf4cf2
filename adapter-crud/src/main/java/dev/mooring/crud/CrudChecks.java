package dev.mooring.crud;

import dev.mooring.sync.Feed;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What belongs together in a builder. */
final class CrudChecks {

    private CrudChecks() {}

    static void check(CrudBuilder b) {
        must(!b.scope.isEmpty(), "the scope must name the collection");
        must((b.list == null) != (b.listPages == null), "give list or listPages, one of them");
        must(!b.stablePages || b.listPages != null, "stablePages speaks of listPages");
        feed(b);
        writes(b);
        claims(b);
        columns(b);
        must(b.timeout.map(time -> !time.isNegative() && !time.isZero()).orElse(true), "the timeout must be positive");
    }

    private static void feed(CrudBuilder b) {
        must(b.listSince == null || b.changes == null, "give listSince or changes, not both");
        must(b.listSince == null || b.updated != null, "listSince needs the column updated");
        must(
                b.changes == null || b.feed.strength() != Feed.Strength.SNAPSHOT,
                "changes is a feed: claim it WINDOWED or COMPLETE");
        must(
                b.retention == null || (b.listSince != null && b.softDelete != null),
                "retention speaks of deleted rows in listSince; for changes it is a part of the removals");
    }

    private static void writes(CrudBuilder b) {
        must(b.createAll == null || b.create != null, "createAll needs create, too");
        must(b.updateAll == null || b.update != null, "updateAll needs update, too");
        must(b.deleteAll == null || b.delete != null, "deleteAll needs delete, too");
        must(!b.whole || b.update != null, "wholeUpdates speaks of update");
    }

    private static void claims(CrudBuilder b) {
        must(
                !b.conditionalUpdates || (b.version != null && b.update != null),
                "conditionalUpdates needs update and the column version");
        must(
                !b.conditionalDeletes || (b.version != null && b.delete != null),
                "conditionalDeletes needs delete and the column version; a delete by its column goes by conditionalUpdates");
        must(
                !b.remembersKeys || (b.writeKeys != null && b.exact),
                "remembersKeys needs the column writeKeys, and exactWrites");
    }

    private static void columns(CrudBuilder b) {
        List<String> names = Stream.of(
                        Optional.of(b.id),
                        Optional.ofNullable(b.created),
                        Optional.ofNullable(b.updated),
                        Optional.ofNullable(b.version),
                        Optional.ofNullable(b.softDelete).map(SoftDelete::column),
                        Optional.ofNullable(b.writeKeys))
                .flatMap(Optional::stream)
                .toList();
        Set<String> distinct = new HashSet<>(names);
        must(distinct.size() == names.size(), "each of these columns must be another: " + names);
        must(names.stream().noneMatch(String::isEmpty), "a column's name must not be empty");
        must(
                b.managed.stream().filter(Objects::nonNull).noneMatch(distinct::contains),
                "a managed field cannot be one of the columns " + names);
    }

    private static void must(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("CrudAdapter: " + what);
        }
    }
}
