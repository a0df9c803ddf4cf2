package dev.mooring.supabase;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** The tables with the SQL kit that the contract runs on: every type of id, hard and soft deletes, all that can decide who sees a row. */
enum KitSubject {
    /** Texts as ids, hard deletes, rows that belong to their owner. */
    OWNED("public", "text", "owner text default auth.uid()", "owner = auth.uid()") {
        @Override
        SupabaseTable table() {
            return SupabaseTable.builder()
                    .kit(Visibility.OWNED)
                    .owner("owner")
                    .managed("owner")
                    .build();
        }
    },
    /** Uuids, rows that are marked by a time. */
    SOFT("public", "uuid", "owner text default auth.uid(), deleted_at timestamptz", "owner = auth.uid()") {
        @Override
        SupabaseTable table() {
            return SupabaseTable.builder()
                    .id("id", IdType.UUID)
                    .kit(Visibility.OWNED)
                    .owner("owner")
                    .softDelete("deleted_at", DeletedBy.TIME)
                    .managed("owner")
                    .batchSize(50)
                    .build();
        }

        @Override
        String id(int n) {
            return UUID.nameUUIDFromBytes(Integer.toString(n).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
    },
    /** Whole numbers, rows that are marked by a flag and that everybody sees, another schema, chosen columns. */
    SHARED("app", "bigint", "gone boolean", "true") {
        @Override
        SupabaseTable table() {
            SupabaseTable.Builder table = SupabaseTable.builder()
                    .schema("app")
                    .id("id", IdType.INTEGER)
                    .kit(Visibility.SHARED)
                    .softDelete("gone", DeletedBy.FLAG)
                    .pageSize(30)
                    .batchSize(40);
            for (String column : new String[] {"title", "body", "done", "amount", "price", "tags", "extra"}) {
                table.column(column);
            }
            return table.build();
        }

        @Override
        String id(int n) {
            return Integer.toString(n);
        }
    },
    /** Texts as ids, hard deletes, rows that are seen by a membership: no COMPLETE feed. */
    OTHER(
            "public",
            "text",
            "team text default auth.uid()",
            "exists (select from public.members m where m.team = %s.team and m.who = auth.uid())") {
        @Override
        SupabaseTable table() {
            return SupabaseTable.builder()
                    .kit(Visibility.OTHER)
                    .managed("team")
                    .batchSize(50)
                    .build();
        }
    };

    private final String schema;
    private final String key;
    private final String columns;
    private final String policy;

    KitSubject(String schema, String key, String columns, String policy) {
        this.schema = schema;
        this.key = key;
        this.columns = columns;
        this.policy = policy;
    }

    abstract SupabaseTable table();

    String id(int n) {
        return "item-" + n;
    }

    boolean owned() {
        return this == OWNED || this == SOFT;
    }

    String tableName() {
        return "kit_" + name().toLowerCase(Locale.ROOT);
    }

    String qualified() {
        return schema + "." + tableName();
    }

    /** The table, its policy and the kit. */
    String script() {
        String table = qualified();
        return "drop table if exists " + table + "; create table " + table + " (id " + key
                + " primary key, title text, body text, done boolean, amount bigint, "
                + "price numeric, tags jsonb, extra jsonb, " + columns + "); alter table " + table
                + " enable row level security; create policy seen on " + table + " for all to authenticated using ("
                + policy.formatted(table) + ");\n" + SupabaseSql.install(tableName(), table());
    }
}
