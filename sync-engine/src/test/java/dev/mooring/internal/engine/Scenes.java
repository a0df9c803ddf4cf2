package dev.mooring.internal.engine;

import dev.mooring.contract.memory.InMemoryBackendBuilder;
import dev.mooring.internal.engine.Scene.Trait;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** The worlds that are simulated. */
enum Scenes {
    KEYS(backend -> backend),
    BATCHES(backend -> backend, Trait.BATCHES),
    BATCHES_WITH_REFUSALS(backend -> backend, Trait.BATCHES, Trait.REFUSALS),
    REFUSALS(backend -> backend, Trait.REFUSALS),
    DEVICE_KEYS(backend -> backend.guarantees(g -> g.replay(Replay.DEVICE_KEYS))),
    IDS_ONLY(backend -> backend.guarantees(g -> g.replay(Replay.IDS))),
    IN_DOUBT(backend -> backend.guarantees(g -> g.replay(Replay.NOTHING))),
    UNCONDITIONAL(backend -> backend.guarantees(g -> g.conditionalUpdates(false).conditionalDeletes(false))),
    WITHOUT_FEED(backend -> backend.guarantees(g -> g.feed(Feed.snapshot()).removals(Removals.none()))),
    WITHOUT_REMOVALS(backend -> backend.guarantees(g -> g.removals(Removals.none()))),
    SILENT_ANSWERS(InMemoryBackendBuilder::withoutNow),
    SILENT_ANSWERS_IN_BATCHES(InMemoryBackendBuilder::withoutNow, Trait.BATCHES, Trait.REFUSALS),
    DRIFTING(Scenes::drifting),
    SERVER_MADE_IDS(backend -> backend.guarantees(g -> g.ids(Ids.serverMade(Ids.Type.TEXT)))),
    SERVER_MADE_IDS_WITHOUT_KEYS(backend ->
            backend.guarantees(g -> g.ids(Ids.serverMade(Ids.Type.TEXT)).replay(Replay.DEVICE_KEYS))),
    FAMILY(backend -> backend, Trait.FAMILY, Trait.BATCHES),
    FAMILY_WITH_SERVER_MADE_IDS(
            backend -> backend.guarantees(g -> g.ids(Ids.serverMade(Ids.Type.INTEGER))), Trait.FAMILY),
    LIVE(backend -> backend, Trait.LIVE),
    CHANGING_SCOPE(backend -> backend, Trait.SCOPES),
    LATE_COMMITS(backend -> backend, Trait.STRANGER),
    WINDOWED_LATE_COMMITS(
            backend -> backend.guarantees(g -> g.feed(Feed.windowed(Duration.ofSeconds(5)))), Trait.STRANGER),
    EXITS(backend -> backend, Trait.EXITS);

    @SuppressWarnings("ImmutableEnumChecker") // A description that nobody changes, made here.
    private final Scene scene;

    Scenes(UnaryOperator<InMemoryBackendBuilder> backend, Trait... traits) {
        this.scene = Scene.of(backend, traits);
    }

    Scene scene() {
        return scene;
    }

    private static InMemoryBackendBuilder drifting(InMemoryBackendBuilder backend) {
        return backend.guarantees(
                g -> g.feed(Feed.snapshot()).removals(Removals.none()).listing(Listing.DRIFTING));
    }
}
