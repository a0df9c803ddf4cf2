package dev.mooring.e2e.engine;

import java.nio.file.Path;

/** {@code adapter-fetch} on the reference backend, over HTTP. */
class ReferenceEngineTest extends EngineSuite {

    @Override
    Site start(Path folder) {
        return new ReferenceSite();
    }
}
