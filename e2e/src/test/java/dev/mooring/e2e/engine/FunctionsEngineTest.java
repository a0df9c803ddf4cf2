package dev.mooring.e2e.engine;

import java.nio.file.Path;

/** {@code adapter-crud} over four functions: no feed, no versions, no keys. */
class FunctionsEngineTest extends EngineSuite {

    @Override
    Site start(Path folder) {
        return new FunctionsSite();
    }
}
