package dev.mooring.internal.engine;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.internal.engine.Scene.Trait;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** What the devices of one simulation share: time, luck, the network and the backend. */
final class SimWorld {

    static final String PARENTS = "c";
    static final String CHILDREN = "d";

    private static final int REFUSED = 13;

    private final SimClock clock = new SimClock();
    private final Random random;
    private final Scene scene;
    private final Defects defects;
    private final boolean calm;
    private final SimNetwork network;
    private final Map<String, SimServer> servers = new LinkedHashMap<>();
    private final Map<Object, Object> follows = new HashMap<>();
    private long value = 1_000;

    SimWorld(long seed, Scene scene, Defects defects) {
        this.random = new Random(seed);
        this.scene = scene;
        this.defects = defects;
        this.calm = seed % 3 == 0;
        this.network = new SimNetwork(clock, random);
        for (String name : scene.has(Trait.FAMILY) ? List.of(PARENTS, CHILDREN) : List.of(PARENTS)) {
            InMemoryBackend backend = scene.backend()
                    .apply(InMemoryBackend.builder().clock(clock).liveOn(Runnable::run))
                    .build();
            servers.put(name, new SimServer(backend, this));
        }
    }

    SimClock clock() {
        return clock;
    }

    Random random() {
        return random;
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    Scene scene() {
        return scene;
    }

    boolean has(Trait trait) {
        return scene.has(trait);
    }

    Defects defects() {
        return defects;
    }

    /** Nothing is deleted, refused or hidden: then nothing may ever be seen to go backwards. */
    boolean calm() {
        return calm;
    }

    SimNetwork network() {
        return network;
    }

    Map<String, SimServer> servers() {
        return servers;
    }

    SimServer server(String collection) {
        return Objects.requireNonNull(servers.get(collection));
    }

    /** A value that no record ever had. */
    long next() {
        value++;
        if (calm && isRefused(value)) {
            value++;
        }
        return value;
    }

    boolean isRefused(Object some) {
        return has(Trait.REFUSALS) && some instanceof Long number && number % REFUSED == 0;
    }

    /** Values that may arrive only when the write with another value is settled. */
    Map<Object, Object> follows() {
        return follows;
    }
}
