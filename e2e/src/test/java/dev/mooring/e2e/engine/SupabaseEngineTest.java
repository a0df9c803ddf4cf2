package dev.mooring.e2e.engine;

import java.nio.file.Path;

/** {@code adapter-supabase} on a simulated project, over HTTP: a WINDOWED feed, conditional writes, no keys. */
class SupabaseEngineTest extends EngineSuite {

    @Override
    Site start(Path folder) {
        return new SupabaseSite();
    }
}
