package dev.mooring.e2e.engine;

import static dev.mooring.fetch.sim.Trait.CURSOR_IN_BODY;
import static dev.mooring.fetch.sim.Trait.NO_CONTENT;
import static dev.mooring.fetch.sim.Trait.PUT_ONLY;
import static dev.mooring.fetch.sim.Trait.SERVER_TEXT_IDS;
import static dev.mooring.fetch.sim.Trait.SOFT_DELETE;
import static dev.mooring.fetch.sim.Trait.VERSION_IN_BODY;

import dev.mooring.fetch.IdMaker;
import dev.mooring.fetch.Paging;
import dev.mooring.fetch.Precondition;
import dev.mooring.fetch.Resource;
import dev.mooring.fetch.UpdateBy;
import dev.mooring.fetch.sim.Style;
import java.nio.file.Path;

/** {@code adapter-fetch} on an API that makes the ids, without a feed and without keys; a version in the body guards. */
class ServerIdsRestEngineTest extends EngineSuite {

    @Override
    Site start(Path folder) {
        return new SimulatedSite(
                Style.of(CURSOR_IN_BODY, VERSION_IN_BODY, PUT_ONLY, SOFT_DELETE, NO_CONTENT, SERVER_TEXT_IDS)
                        .cap(8),
                Resource.builder()
                        .list("/api/{collection}?cursor={cursor}&limit={limit}")
                        .item("/api/{collection}/{id}")
                        .delete("/api/{collection}/{id}?version={version}")
                        .rows("/items")
                        .next("/next_cursor")
                        .error("/title")
                        .versionField("version")
                        .deletedField("deleted")
                        .hidden("updated_at")
                        .paging(Paging.CURSOR)
                        .precondition(Precondition.FIELD)
                        .updateBy(UpdateBy.PUT)
                        .ids(IdMaker.SERVER)
                        .build());
    }
}
