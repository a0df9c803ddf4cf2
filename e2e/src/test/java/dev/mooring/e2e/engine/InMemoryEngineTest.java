package dev.mooring.e2e.engine;

import dev.mooring.contract.memory.InMemoryBackend;
import java.nio.file.Path;

/** A backend that promises everything: keys, a complete feed, versions, batches, hints. */
class InMemoryEngineTest extends EngineSuite {

    @Override
    Site start(Path folder) {
        return new MemorySite(InMemoryBackend::builder);
    }
}
