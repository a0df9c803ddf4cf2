package dev.mooring.fetch;

import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;
import java.time.Duration;

/** What collections are like unless they say otherwise. */
public enum Preset {
    /**
     * A plain REST API: {@code GET /todos} answers an array of objects, {@code /todos/{id}} is one of them, POST creates, PATCH
     * updates, ids are members {@code id} made by the client. No pages, no feed, no preconditions.
     */
    PLAIN,
    /** The reference backend of this project, see {@code docs/rest-protocol.md}. */
    MOORING_REST;

    void apply(Resource.Builder builder) {
        switch (this) {
            case PLAIN -> plain(builder);
            case MOORING_REST -> mooringRest(builder);
        }
    }

    private static void plain(Resource.Builder builder) {
        builder.list("/{collection}")
                .item("/{collection}/{id}")
                .rows("")
                .row("")
                .fields("")
                .next("/next")
                .more("")
                .error("/message")
                .eventIds("/id")
                .idField("id")
                .with(FetchSettings.VERSION_ETAG, "\"{version}\"")
                .paging(Paging.NONE)
                .with(FetchSettings.FIRST_PAGE, 1)
                .delta(Delta.NONE)
                .overlap(Duration.ofMinutes(1))
                .precondition(Precondition.NONE)
                .createBy(CreateBy.POST)
                .updateBy(UpdateBy.PATCH)
                .deleteBy(DeleteBy.DELETE)
                .with(FetchSettings.PATCH_TYPE, "application/merge-patch+json")
                .keyHeader("Idempotency-Key")
                .single(Single.NO)
                .with(FetchSettings.SINGLE_ID, "value")
                .ids(IdMaker.CLIENT)
                .keepAlive(Duration.ofSeconds(60))
                .start(Start.LIST)
                .readBack(true)
                .longestId(255)
                .largestPage(100)
                .largestBatch(100)
                .largestBody(1024 * 1024);
    }

    private static void mooringRest(Resource.Builder builder) {
        plain(builder);
        builder.list("/v1/{collection}/records?after={cursor}&limit={limit}")
                .item("/v1/{collection}/record?id={id}")
                .changes("/v1/{collection}/changes?since={cursor}&limit={limit}")
                .keys("/v1/{collection}/keys?after={cursor}&limit={limit}")
                .find("/v1/{collection}/lookup")
                .batch("/v1/{collection}/batch")
                .events("/v1/{collection}/events")
                .rows("/records")
                .changeRows("/changes")
                .keyRows("/keys")
                .more("/more")
                .kind("/kind")
                .error("/error/message")
                .code("/error/code")
                .current("/current")
                .fields("/fields")
                .eventIds("/ids")
                .with(FetchSettings.READY_EVENT, "ready")
                .versionField("version")
                .updatedField("modifiedAt")
                .deletedField("deleted")
                .leftField("left")
                .keysField("keys")
                .paging(Paging.CURSOR)
                .delta(Delta.CURSOR)
                .start(Start.REPLAY)
                .precondition(Precondition.ETAG)
                .updateBy(UpdateBy.FIELDS)
                .complete()
                .stable()
                .fresh()
                .replay(Replay.KEYS)
                .removals(Removals.Told.DELETES_AND_EXITS)
                .idRule("[^\\x00]+")
                .longestId(4096)
                .largestPage(1000)
                .largestBatch(500)
                .largestBody(8 * 1024 * 1024);
    }
}
