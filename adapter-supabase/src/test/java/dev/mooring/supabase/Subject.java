package dev.mooring.supabase;

import dev.mooring.supabase.sim.TableSpec;
import dev.mooring.supabase.sim.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** The tables that the contract runs on: both feeds, hard and soft deletes, every type of id, every kind of version. */
enum Subject {
    /** Soft deletes, a version that restarts beside a stamp, owners. */
    SOFT(true) {
        @Override
        TableSpec spec(String name) {
            return fields(TableSpec.of("public", name).key("id", Type.TEXT))
                    .counted("version")
                    .stamped("updated_at")
                    .column("deleted_at", Type.TIMESTAMPTZ)
                    .column("created_at", Type.TIMESTAMPTZ, true, (claims, now) -> now)
                    .signedInOnly()
                    .ownedBy("owner");
        }

        @Override
        SupabaseTable table() {
            return SupabaseTable.builder()
                    .version("version")
                    .updatedAt("updated_at")
                    .overlap(OVERLAP)
                    .softDelete("deleted_at", DeletedBy.TIME)
                    .managed("created_at")
                    .managed("owner")
                    .build();
        }
    },
    /** Hard deletes, a stamp alone, a filter, uuids. */
    STAMPED(true) {
        @Override
        TableSpec spec(String name) {
            return fields(TableSpec.of("public", name).key("id", Type.UUID))
                    .column("list", Type.BIGINT, true, (claims, now) -> 7L)
                    .stamped("updated_at")
                    .signedInOnly()
                    .ownedBy("owner");
        }

        @Override
        SupabaseTable table() {
            return SupabaseTable.builder()
                    .id("id", IdType.UUID)
                    .updatedAt("updated_at")
                    .overlap(OVERLAP)
                    .managed("owner")
                    .managed("list")
                    .filter("list", "eq.7")
                    .batchSize(50)
                    .build();
        }

        @Override
        String id(int n) {
            return UUID.nameUUIDFromBytes(Integer.toString(n).getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
    },
    /** No stamp, a version from a sequence, another schema, integer ids. */
    COUNTED(false) {
        @Override
        TableSpec spec(String name) {
            return fields(TableSpec.of("app", name).key("number", Type.BIGINT)).sequenced("version");
        }

        @Override
        SupabaseTable table() {
            return SupabaseTable.builder()
                    .schema("app")
                    .id("number", IdType.INTEGER)
                    .version("version")
                    .batchSize(50)
                    .build();
        }

        @Override
        String id(int n) {
            return Integer.toString(n);
        }
    },
    /** As before, signed in by a session, and heard by Realtime. */
    LIVE(true) {
        @Override
        TableSpec spec(String name) {
            return fields(TableSpec.of("public", name).key("id", Type.TEXT))
                    .stamped("updated_at")
                    .column("deleted_at", Type.TIMESTAMPTZ)
                    .signedInOnly()
                    .ownedBy("owner");
        }

        @Override
        SupabaseTable table() {
            return SupabaseTable.builder()
                    .updatedAt("updated_at")
                    .overlap(OVERLAP)
                    .softDelete("deleted_at", DeletedBy.TIME)
                    .managed("owner")
                    .live()
                    .build();
        }
    },
    /** Nothing but an id. */
    PLAIN(false) {
        @Override
        TableSpec spec(String name) {
            return fields(TableSpec.of("public", name).key("id", Type.TEXT));
        }

        @Override
        SupabaseTable table() {
            return SupabaseTable.builder().batchSize(50).build();
        }
    };

    private static final Duration OVERLAP = Duration.ofSeconds(15);

    private final boolean windowed;

    Subject(boolean windowed) {
        this.windowed = windowed;
    }

    abstract TableSpec spec(String name);

    abstract SupabaseTable table();

    String id(int n) {
        return "item-" + n;
    }

    boolean windowed() {
        return windowed;
    }

    String schema() {
        return this == COUNTED ? "app" : "public";
    }

    boolean owned() {
        return this == SOFT || this == STAMPED || this == LIVE;
    }

    private static TableSpec fields(TableSpec spec) {
        return spec.column("title", Type.TEXT)
                .column("body", Type.TEXT)
                .column("done", Type.BOOLEAN)
                .column("amount", Type.BIGINT)
                .column("price", Type.NUMERIC)
                .column("tags", Type.JSONB)
                .column("extra", Type.JSONB);
    }
}
