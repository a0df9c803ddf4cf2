package dev.mooring.supabase.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A table as its DDL, its triggers and its policies describe it. Not safe for several threads while it is put together. */
public final class TableSpec {

    /** A column. */
    record Column(String name, Type type, boolean required, BiFunction<Claims, Long, @Nullable Object> fallback) {}

    record Check(String name, Predicate<Map<String, @Nullable Object>> holds) {}

    record Reference(String column, String table) {}

    /** How a trigger counts versions. */
    enum Counting {
        /** There is no trigger. */
        NONE,
        /** {@code new.version := old.version + 1}, from 1 on. */
        PER_ROW,
        /** {@code new.version := nextval('...')}. */
        SEQUENCE
    }

    final String schema;
    final String name;
    final Map<String, Column> columns = new LinkedHashMap<>();
    final Set<String> unique = new LinkedHashSet<>();
    final List<Check> checks = new ArrayList<>();
    final List<Reference> references = new ArrayList<>();
    String key = "";
    String versioned = "";
    Counting counting = Counting.NONE;
    String stamped = "";
    boolean anonymousMay = true;
    boolean secured;
    BiPredicate<Map<String, @Nullable Object>, Claims> select = (row, claims) -> true;
    BiPredicate<Map<String, @Nullable Object>, Claims> insert = (row, claims) -> true;
    BiPredicate<Map<String, @Nullable Object>, Claims> update = (row, claims) -> true;
    BiPredicate<Map<String, @Nullable Object>, Claims> delete = (row, claims) -> true;

    private TableSpec(String schema, String name) {
        this.schema = schema;
        this.name = name;
    }

    /** A table without columns. */
    public static TableSpec of(String schema, String name) {
        return new TableSpec(schema, name);
    }

    /** A column that may be null. */
    public TableSpec column(String column, Type type) {
        return column(column, type, false, (claims, now) -> null);
    }

    /** Any column. */
    public TableSpec column(
            String column, Type type, boolean required, BiFunction<Claims, Long, @Nullable Object> fallback) {
        columns.put(column, new Column(column, type, required, fallback));
        return this;
    }

    /** The primary key. */
    public TableSpec key(String column, Type type) {
        key = column;
        unique.add(column);
        return column(column, type, true, (claims, now) -> null);
    }

    /** {@code unique}. */
    public TableSpec unique(String column) {
        unique.add(column);
        return this;
    }

    /** {@code check}. */
    public TableSpec check(String constraint, Predicate<Map<String, @Nullable Object>> holds) {
        checks.add(new Check(constraint, holds));
        return this;
    }

    /** {@code references}, to the primary key of a table of the same schema. */
    public TableSpec references(String column, String table) {
        references.add(new Reference(column, table));
        return this;
    }

    /** A version that a trigger counts per row, from 1 on. */
    public TableSpec counted(String column) {
        versioned = column;
        counting = Counting.PER_ROW;
        return column(column, Type.BIGINT, true, (claims, now) -> 1L);
    }

    /** A version that a trigger draws from a sequence. */
    public TableSpec sequenced(String column) {
        counted(column);
        counting = Counting.SEQUENCE;
        return this;
    }

    /** A stamp that a trigger sets by {@code clock_timestamp()}. */
    public TableSpec stamped(String column) {
        stamped = column;
        return column(column, Type.TIMESTAMPTZ, false, (claims, now) -> now);
    }

    /** {@code drop trigger}: from now on versions and stamps are what is sent. */
    public TableSpec withoutTriggers() {
        counting = Counting.NONE;
        stamped = "";
        return this;
    }

    /** Nothing is granted to anon. */
    public TableSpec signedInOnly() {
        anonymousMay = false;
        return this;
    }

    /** {@code using (owner = auth.uid()) with check (owner = auth.uid())} for all, the owner being the writer unless said. */
    public TableSpec ownedBy(String column) {
        secured = true;
        select = (row, claims) -> claims.subject().equals(row.get(column));
        insert = select;
        update = select;
        delete = select;
        return column(column, Type.TEXT, false, (claims, now) -> claims.subject());
    }

    /** Another policy for select. */
    public TableSpec selectable(BiPredicate<Map<String, @Nullable Object>, Claims> policy) {
        secured = true;
        select = policy;
        return this;
    }

    /** Another policy for update. */
    public TableSpec updatable(BiPredicate<Map<String, @Nullable Object>, Claims> policy) {
        secured = true;
        update = policy;
        return this;
    }

    /** Another policy for delete. */
    public TableSpec deletable(BiPredicate<Map<String, @Nullable Object>, Claims> policy) {
        secured = true;
        delete = policy;
        return this;
    }

    boolean may(
            BiPredicate<Map<String, @Nullable Object>, Claims> policy,
            Map<String, @Nullable Object> row,
            Claims claims) {
        return !secured || claims.bypasses() || policy.test(row, claims);
    }
}
