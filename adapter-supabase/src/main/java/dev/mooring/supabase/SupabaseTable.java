package dev.mooring.supabase;

import dev.mooring.support.given.Given;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a table is like: its columns with a meaning, and which of its rows belong to the collection. Immutable. */
public final class SupabaseTable {

    private static final Set<String> RESERVED = Set.of("select", "order", "limit", "offset", "columns", "on_conflict");

    private static final Set<String> TREES = Set.of("and", "or", "not.and", "not.or");

    /** The kit's columns; its triggers set them. */
    static final String KIT_VERSION = "mooring_version";

    static final String KIT_STAMP = "mooring_at";
    static final String KIT_KEY = "mooring_key";
    private static final Set<String> KIT_COLUMNS = Set.of(KIT_VERSION, "mooring_xid", KIT_STAMP, KIT_KEY);

    private final Builder options;

    private SupabaseTable(Builder builder) {
        options = builder;
    }

    /** A table named as its collection, with the text column {@code id} and nothing else that is known. */
    public static Builder builder() {
        return new Builder();
    }

    String table(String collection) {
        return options.table.isEmpty() ? collection : options.table;
    }

    String schema() {
        return options.schema;
    }

    String id() {
        return options.id;
    }

    IdType idType() {
        return options.idType;
    }

    /** The columns that together are a row's version; a stamp makes a counter that restarts unique. */
    List<String> versions() {
        if (kit().isPresent()) {
            return List.of(KIT_VERSION);
        }
        List<String> versions = new ArrayList<>();
        versions.add(options.version);
        versions.add(options.updated);
        versions.removeIf(String::isEmpty);
        return versions;
    }

    String updated() {
        return options.updated;
    }

    /** The column that tells when a row was changed; empty = none does. */
    String stamp() {
        return kit().isPresent() ? KIT_STAMP : options.updated;
    }

    /** What decides who sees a row; empty = the table has no kit. */
    Optional<Visibility> kit() {
        return options.kit;
    }

    String owner() {
        return options.owner;
    }

    Duration overlap() {
        return options.overlap;
    }

    boolean soft() {
        return !options.deleted.isEmpty();
    }

    String deleted() {
        return options.deleted;
    }

    DeletedBy deletedBy() {
        return options.deletedBy;
    }

    Optional<Duration> retention() {
        return options.retention;
    }

    Set<String> managed() {
        return Collections.unmodifiableSet(options.managed);
    }

    /** Whether its changes are told by Realtime. */
    boolean live() {
        return options.live;
    }

    /** Filters as they stand in a query: name and text. */
    List<Map.Entry<String, String>> filters() {
        return List.copyOf(options.filters);
    }

    int pageSize() {
        return options.pageSize;
    }

    int batchSize() {
        return options.batchSize;
    }

    /** Columns that are neither the id nor fields. */
    Set<String> bookkeeping() {
        Set<String> names = new LinkedHashSet<>(versions());
        if (kit().isPresent()) {
            names.addAll(KIT_COLUMNS);
        }
        if (soft()) {
            names.add(options.deleted);
        }
        return names;
    }

    /** What is selected: everything, or the named columns and those with a meaning. */
    Set<String> selected() {
        if (options.columns.isEmpty()) {
            return Set.of();
        }
        Set<String> names = new LinkedHashSet<>(Set.of(options.id));
        names.addAll(bookkeeping());
        names.addAll(options.columns);
        names.addAll(options.managed);
        return names;
    }

    /** Says one thing after the other. Not safe for several threads. */
    public static final class Builder {

        private String table = "";
        private String schema = "";
        private String id = "id";
        private IdType idType = IdType.TEXT;
        private String version = "";
        private String updated = "";
        private Duration overlap = Duration.ofSeconds(15);
        private String deleted = "";
        private DeletedBy deletedBy = DeletedBy.TIME;
        private Optional<Visibility> kit = Optional.empty();
        private String owner = "";
        private Optional<Duration> retention = Optional.empty();
        private final Set<String> managed = new LinkedHashSet<>();
        private final Set<String> columns = new LinkedHashSet<>();
        private final List<Map.Entry<String, String>> filters = new ArrayList<>();
        private boolean live;
        private int pageSize = 1000;
        private int batchSize = 500;

        private Builder() {}

        /** The table's or view's name; that of the collection unless said. */
        public Builder table(String name) {
            table = Given.present(name, "the table");
            return this;
        }

        /** The schema, sent as a profile with reads and writes; the project's first unless said. */
        public Builder schema(String name) {
            schema = Given.present(name, "the schema");
            return this;
        }

        /** The primary key: a column of one of these types, with its own unique index. {@code id} of type text unless said. */
        public Builder id(String column, IdType type) {
            id = Given.present(column, "the id column");
            idType = Given.present(type, "the type of the ids");
            return this;
        }

        /**
         * A column that a trigger changes with every change of its row. Where there is no updated-at column beside it, its values MUST never
         * return, not even after a row was deleted and made again: draw them from a sequence.
         */
        public Builder version(String column) {
            version = Given.present(column, "the version column");
            return this;
        }

        /** A timestamp that a trigger sets with every insert and update: it makes the feed. */
        public Builder updatedAt(String column) {
            updated = Given.present(column, "the updated-at column");
            return this;
        }

        /**
         * How late a row may become visible after it was stamped and still be found: longer than the longest transaction that writes. 15 s
         * unless said, which is enough where everybody writes through the API.
         */
        public Builder overlap(Duration time) {
            overlap = Given.present(time, "the overlap");
            return this;
        }

        /** Rows are not deleted, but marked in this column. */
        public Builder softDelete(String column, DeletedBy by) {
            deleted = Given.present(column, "the deleted column");
            deletedBy = Given.present(by, "how deletions are marked");
            return this;
        }

        /**
         * The table has the SQL kit: the script of {@link SupabaseSql#install} was run. It brings versions and a feed of its own, so there is no
         * {@link #version} and no {@link #updatedAt} beside it, and no {@link #filter}.
         *
         * @param rows what decides who sees a row; MUST be what the table's policies say
         */
        public Builder kit(Visibility rows) {
            kit = Optional.of(Given.present(rows, "what decides who sees a row"));
            return this;
        }

        /** The column with the user's id, where rows are {@link Visibility#OWNED}: his claim {@code sub} as text. */
        public Builder owner(String column) {
            owner = Given.present(column, "the owner column");
            return this;
        }

        /**
         * How long marked rows are kept before somebody purges them, and with the kit how long it remembers what is gone and which writes it has
         * seen; for ever unless said.
         */
        public Builder retention(Duration time) {
            retention = Optional.of(Given.present(time, "the retention"));
            return this;
        }

        /** A column that the database sets: delivered, never sent. */
        public Builder managed(String column) {
            managed.add(Given.text(column, "a managed column"));
            return this;
        }

        /** One column more that is a field; where none is named, all are. */
        public Builder column(String column) {
            columns.add(Given.text(column, "a column"));
            return this;
        }

        /**
         * Only rows that pass belong to the collection. The text is PostgREST's: {@code filter("list", "eq.5")}, or a tree,
         * {@code filter("or", "(a.eq.1,b.is.null)")}. It is part of the scope and MUST hold no secret.
         */
        public Builder filter(String column, String operatorAndValue) {
            filters.add(Map.entry(Given.text(column, "a filter's column"), Given.text(operatorAndValue, "a filter")));
            return this;
        }

        /** The table is in the publication {@code supabase_realtime}: its changes are hinted as they happen. Not for views. */
        public Builder live() {
            live = true;
            return this;
        }

        /** How many rows one page asks for at most; 1000 unless said. A server with a lower cap is fine. */
        public Builder pageSize(int rows) {
            pageSize = rows;
            return this;
        }

        /** How many writes one batch holds at most; 500 unless said. */
        public Builder batchSize(int writes) {
            batchSize = writes;
            return this;
        }

        /**
         * Checks and makes the table.
         *
         * @throws IllegalArgumentException when something contradicts itself
         */
        public SupabaseTable build() {
            check(!id.isEmpty(), "the id column needs a name");
            check(pageSize > 0 && batchSize > 0, "page and batch size are at least 1");
            check(
                    updated.isEmpty() || !(overlap.isNegative() || overlap.isZero()),
                    "the overlap must be longer than nothing");
            check(
                    retention.isEmpty() || kit.isPresent() || !(deleted.isEmpty() || updated.isEmpty()),
                    "a retention belongs to a soft delete that a feed tells of");
            kitAlone();
            filters.forEach(filter -> check(
                    !RESERVED.contains(filter.getKey()),
                    "'" + filter.getKey() + "' is no filter but means something to PostgREST"));
            Map<String, String> roles = new LinkedHashMap<>();
            List.of(
                            Map.entry("id", id),
                            Map.entry("version", version),
                            Map.entry("updated-at", updated),
                            Map.entry("deleted", deleted))
                    .forEach(role -> {
                        String other = role.getValue().isEmpty() ? null : roles.put(role.getValue(), role.getKey());
                        check(
                                other == null,
                                "the column '" + role.getValue() + "' is both " + other + " and " + role.getKey());
                    });
            managed.forEach(name ->
                    check(!roles.containsKey(name), "the managed column '" + name + "' is the " + roles.get(name)));
            roles.keySet()
                    .forEach(name -> check(
                            !RESERVED.contains(name) && !TREES.contains(name),
                            "the column '" + name + "' cannot be asked for: its name means something to PostgREST"));
            return new SupabaseTable(copy());
        }

        private void kitAlone() {
            boolean owned = kit.equals(Optional.of(Visibility.OWNED));
            check(
                    owned != owner.isEmpty(),
                    "an owner column belongs to a kit for OWNED rows, and such a kit needs one");
            check(
                    kit.isEmpty() || (version.isEmpty() && updated.isEmpty()),
                    "the kit brings its own version and feed: there is no version and no updated-at column beside it");
            check(
                    kit.isEmpty() || filters.isEmpty(),
                    "the kit's feed knows no filter: policies decide which rows belong to the collection");
            check(
                    kit.isEmpty() || KIT_COLUMNS.stream().noneMatch(List.of(id, owner, deleted)::contains),
                    "a column of the kit has no other meaning");
        }

        private Builder copy() {
            Builder copy = new Builder()
                    .table(table)
                    .schema(schema)
                    .id(id, idType)
                    .version(version)
                    .updatedAt(updated)
                    .overlap(overlap)
                    .softDelete(deleted, deletedBy)
                    .pageSize(pageSize)
                    .batchSize(batchSize);
            copy.retention = retention;
            copy.kit = kit;
            copy.owner = owner;
            copy.live = live;
            copy.managed.addAll(managed);
            copy.columns.addAll(columns);
            copy.filters.addAll(filters);
            return copy;
        }

        private static void check(boolean holds, String message) {
            if (!holds) {
                throw new IllegalArgumentException(message);
            }
        }
    }
}
