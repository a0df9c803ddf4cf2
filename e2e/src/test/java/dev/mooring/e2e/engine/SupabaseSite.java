package dev.mooring.e2e.engine;

import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.HttpFaults;
import dev.mooring.supabase.DeletedBy;
import dev.mooring.supabase.SupabaseBackend;
import dev.mooring.supabase.SupabaseTable;
import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.supabase.sim.TableSpec;
import dev.mooring.supabase.sim.Type;
import dev.mooring.sync.SyncAdapter;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A simulated Supabase project behind an HTTP proxy: tables with an updated-at column and soft deletes. */
final class SupabaseSite implements Site {

    private static final SupabaseTable TABLE = SupabaseTable.builder()
            .updatedAt("updated_at")
            .softDelete("deleted_at", DeletedBy.TIME)
            .build();

    private final PostgrestSimulator project = PostgrestSimulator.start();
    private final HttpFaults faults = HttpFaults.inFrontOf(project.uri());
    private final String token = project.signIn("somebody");
    private final Set<String> tables = ConcurrentHashMap.newKeySet();
    private final List<SupabaseBackend> clients = new CopyOnWriteArrayList<>();
    private final SupabaseBackend somebody = backend(project.uri());

    @Override
    public SyncAdapter client(String collection) {
        SupabaseBackend backend = backend(faults.uri());
        clients.add(backend);
        return of(backend, collection);
    }

    @Override
    public SyncAdapter direct(String collection) {
        return of(somebody, collection);
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public void calm() {
        Site.super.calm();
        clients.forEach(SupabaseBackend::close);
        clients.clear();
    }

    @Override
    public void close() {
        calm();
        somebody.close();
        faults.close();
        project.close();
    }

    private SyncAdapter of(SupabaseBackend backend, String collection) {
        if (tables.add(collection)) {
            project.table(TableSpec.of("public", collection)
                    .key("id", Type.TEXT)
                    .column("title", Type.TEXT)
                    .column("n", Type.BIGINT)
                    .column("done", Type.BOOLEAN)
                    .column("list", Type.TEXT)
                    .column("deleted_at", Type.TIMESTAMPTZ)
                    .stamped("updated_at"));
        }
        return backend.collection(collection);
    }

    private SupabaseBackend backend(URI uri) {
        return SupabaseBackend.builder(uri, () -> PostgrestSimulator.API_KEY)
                .token(() -> token)
                .table(TABLE)
                .bare()
                .build();
    }
}
