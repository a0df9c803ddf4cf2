package dev.mooring.e2e.engine;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.Ids;
import java.nio.file.Path;

/** A backend that remembers keys and counts its records. */
class InMemoryServerIdsEngineTest extends EngineSuite {

    @Override
    Site start(Path folder) {
        return new MemorySite(() -> InMemoryBackend.builder().guarantees(g -> g.ids(Ids.serverMade(Ids.Type.INTEGER))));
    }
}
