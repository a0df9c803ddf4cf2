package dev.mooring.migrate;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.memory.InMemoryBackendBuilder;
import dev.mooring.migrate.mapping.CollectionMapping;
import dev.mooring.migrate.mapping.Mapping;
import dev.mooring.sync.BatchWrites;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Ids;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;
import dev.mooring.sync.TemporaryFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Two backends of random strength, somebody who writes to the source while the migration is at work, answers that are lost, and a process that
 * dies. All of it in one thread and from one seed.
 */
final class World {

    private static final int RECORDS = 40;

    /** So many of them are referred to by others where the target makes the ids, and are not deleted then. */
    private static final int PARENTS = 8;

    private static final Mapping REFERRING = Mapping.same()
            .with(
                    "items",
                    CollectionMapping.builder().reference("parent", "items").build());

    final Random random;
    final Shelf source;
    final Shelf target;
    /** Whether the target remembers them. */
    final boolean keys;

    private final Path checkpoint;
    private final Guarantees strength;
    final boolean makesIds;
    private boolean wild = true;
    private long edits;

    World(long seed, Path checkpoint) {
        this.random = new Random(seed);
        this.checkpoint = checkpoint;
        InMemoryBackendBuilder from = InMemoryBackend.builder();
        from.guarantees(this::weakened);
        without(from, Lookup.class, KeyScan.class);
        this.source = new Shelf(from.build());
        this.strength = source.adapter().guarantees();
        InMemoryBackendBuilder to = InMemoryBackend.builder();
        makesIds = random.nextInt(4) == 0;
        keys = random.nextInt(3) > 0;
        to.guarantees(each -> each.replay(keys ? Replay.KEYS : random.nextBoolean() ? Replay.IDS : Replay.DEVICE_KEYS)
                .largestBatch(1 + random.nextInt(20))
                .largestPage(1 + random.nextInt(30))
                .ids(makesIds ? Ids.serverMade(Ids.Type.INTEGER) : Ids.clientMade(100)));
        without(to, Lookup.class, BatchWrites.class);
        if (random.nextInt(4) == 0) {
            to.withoutTombstones();
        }
        if (!makesIds && random.nextInt(4) == 0) {
            to.withoutNow();
        }
        this.target = new Shelf(to.build());
    }

    private Guarantees.Builder weakened(Guarantees.Builder each) {
        each.largestPage(1 + random.nextInt(30));
        switch (random.nextInt(4)) {
            case 0 -> each.feed(Feed.snapshot()).removals(Removals.none());
            case 1 -> each.feed(Feed.windowed(Duration.ofHours(1)));
            case 2 -> each.removals(Removals.none());
            default -> each.feed(Feed.complete());
        }
        return random.nextInt(3) == 0 ? each.listing(Listing.DRIFTING) : each;
    }

    private void without(InMemoryBackendBuilder backend, Class<?>... capabilities) {
        for (Class<?> each : capabilities) {
            if (random.nextInt(3) == 0) {
                backend.without(each);
            }
        }
    }

    Guarantees strength() {
        return strength;
    }

    long edits() {
        return edits;
    }

    /** From here on nobody writes, and nothing fails. */
    void calm() {
        wild = false;
    }

    Migration.Builder migration() {
        return Migration.from(Side.of("items", new Disturbed(source.adapter(), this::edited)))
                .to(Side.of("items", new Disturbed(target.adapter(), new Failing())))
                .checkpoint(checkpoint)
                .mapping(makesIds ? REFERRING : Mapping.same())
                .withoutReadingAhead()
                .pageSize(1 + random.nextInt(20))
                .random(random)
                .waits(time -> {});
    }

    private void edited(String call) {
        if (wild) {
            for (int i = random.nextInt(3); i > 0; i--) {
                edit();
            }
        }
    }

    void edit() {
        edits++;
        int number = random.nextInt(RECORDS);
        String id = "r" + number;
        boolean there = source.all().containsKey(id);
        if (!there) {
            Map<String, @Nullable Object> fields = fields();
            fields.put("name", id);
            source.create(id, fields);
        } else if (random.nextInt(3) == 0 && !(makesIds && number < PARENTS)) {
            source.delete(id);
        } else {
            Map<String, @Nullable Object> patch = fields();
            if (random.nextBoolean()) {
                patch.put("note", null);
            }
            source.update(id, patch);
        }
    }

    private Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("n", random.nextInt(4));
        if (random.nextBoolean()) {
            fields.put("note", "note " + random.nextInt(3));
        }
        int parent = random.nextInt(PARENTS);
        if (makesIds && random.nextInt(3) == 0 && source.all().containsKey("r" + parent)) {
            fields.put("parent", "r" + parent);
        }
        return fields;
    }

    /** Now and then an answer is lost, or the process dies before or after a call took effect. */
    private final class Failing implements Disturbed.Disturbance {

        @Override
        public void before(String call) {
            edited(call);
            fail(false);
        }

        @Override
        public void after(String call) {
            fail(true);
        }

        private void fail(boolean applied) {
            int luck = wild ? random.nextInt(40) : 40;
            if (luck == 0) {
                throw new Death();
            }
            if (luck < 4) {
                throw applied
                        ? TemporaryFailure.maybeApplied("the answer was lost", null)
                        : TemporaryFailure.notApplied("try again", null);
            }
        }
    }

    /** The process is gone. */
    static final class Death extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Death() {
            super("the process died");
        }
    }
}
