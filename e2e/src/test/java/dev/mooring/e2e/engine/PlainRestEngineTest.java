package dev.mooring.e2e.engine;

import static dev.mooring.fetch.sim.Trait.CLIENT_IDS;
import static dev.mooring.fetch.sim.Trait.PAGE_NUMBER;

import dev.mooring.fetch.Paging;
import dev.mooring.fetch.Resource;
import dev.mooring.fetch.sim.Style;
import java.nio.file.Path;

/** {@code adapter-fetch} on an API with numbered pages and PATCH, and nothing else. */
class PlainRestEngineTest extends EngineSuite {

    @Override
    Site start(Path folder) {
        return new SimulatedSite(
                Style.of(PAGE_NUMBER, CLIENT_IDS).cap(7),
                Resource.builder()
                        .list("/api/{collection}?page={page}&per_page={limit}")
                        .item("/api/{collection}/{id}")
                        .error("/title")
                        .hidden("updated_at")
                        .paging(Paging.PAGE)
                        .build());
    }
}
