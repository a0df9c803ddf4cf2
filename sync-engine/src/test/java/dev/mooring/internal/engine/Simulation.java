package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.contract.memory.InMemoryBackendBuilder;
import dev.mooring.sync.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Two devices, one backend, one seed: random edits, faults and crashes, then healing, then the checks. */
final class Simulation {

    private static final List<String> IDS = List.of("r1", "r2", "r3", "r4");
    private static final List<String> FIELDS = List.of("a", "b");

    private final SimClock clock = new SimClock();
    private final Random random;
    private final InMemoryBackend backend;
    private final SimServer server;
    private final SimNetwork network;
    private final List<SimDevice> devices = new ArrayList<>();
    private final Map<String, Long> lastWritten = new HashMap<>();
    private final StringBuilder trace = new StringBuilder();
    private final boolean exactlyOnce;
    private long value = 1_000;

    Simulation(long seed, UnaryOperator<InMemoryBackendBuilder> kind, boolean batches, Defects defects) {
        this.random = new Random(seed);
        this.backend = kind.apply(InMemoryBackend.builder().clock(clock).liveOn(Runnable::run))
                .build();
        this.server = new SimServer(backend, batches, clock);
        this.network = new SimNetwork(clock, random, () -> {});
        this.exactlyOnce = server.guarantees().replay().keepsKeys();
        for (String name : List.of("left", "right")) {
            devices.add(new SimDevice(name, clock, network, server, random, defects));
        }
    }

    /** Runs it all; answers what happened, in text. */
    String run() {
        devices.forEach(SimDevice::start);
        for (int i = 20 + random.nextInt(60); i > 0; i--) {
            step(devices.get(random.nextInt(2)));
            advance(Duration.ofMillis(random.nextInt(2_000)));
        }
        network.heal();
        devices.stream().filter(device -> !device.isUp()).forEach(SimDevice::start);
        for (int i = 0; i < 60; i++) {
            advance(Duration.ofSeconds(20));
            devices.stream().filter(device -> !device.isUp()).forEach(SimDevice::start);
        }
        check();
        return trace.toString();
    }

    String log() {
        return trace + server.log();
    }

    private void step(SimDevice device) {
        switch (random.nextInt(20)) {
            case 0 -> device.die();
            case 1, 2 -> device.dieSoon();
            case 3 -> {
                if (random.nextInt(4) == 0 && server.guarantees().replay() != Replay.DEVICE_KEYS) {
                    // the keys of a device live in tombstones: who purges those early cannot keep law 4
                    backend.expireCursors();
                }
            }
            case 4 -> advance(Duration.ofSeconds(random.nextInt(40)));
            default -> edit(device);
        }
        if (!device.isUp() && random.nextBoolean()) {
            device.start();
        }
    }

    private void edit(SimDevice device) {
        String id = IDS.get(random.nextInt(IDS.size()));
        if (random.nextInt(6) == 0) {
            // even a delete whose process died may hold
            device.edit((edits, tx) -> edits.delete(tx, id, Set.of()));
            FIELDS.forEach(field -> lastWritten.remove(devices.indexOf(device) + id + field));
            return;
        }
        String field = FIELDS.get(random.nextInt(FIELDS.size()));
        long next = value++;
        Map<String, @Nullable Object> patch = Map.of(field, next);
        String place = devices.indexOf(device) + id + field;
        boolean done =
                device.edit((edits, tx) -> edits.patch(tx, id, patch, Set.of()) || edits.put(tx, id, patch, Set.of()));
        if (done) {
            lastWritten.put(place, next);
        } else {
            // it may hold or not, and what it replaced is not known to last
            lastWritten.remove(place);
        }
    }

    private void advance(Duration time) {
        Instant until = clock.instant().plus(time);
        while (clock.runNext(until)) {
            for (SimDevice device : devices) {
                assertThat(device.falseViews())
                        .as("law 5: views that are not base + pending")
                        .isEmpty();
            }
        }
        trace.append(clock.instant()).append(' ').append(server.state());
        devices.forEach(device -> trace.append(' ').append(device.view()).append(device.outbox()));
        trace.append('\n');
    }

    private void check() {
        for (SimDevice device : devices) {
            assertThat(device.pending())
                    .as("law 16: nothing is left over: %s", device.outbox())
                    .isZero();
            assertThat(device.view()).as("devices and backend agree").isEqualTo(server.state());
        }
        if (exactlyOnce) {
            assertThat(server.effects())
                    .as("law 4: one effect per write")
                    .allSatisfy((key, count) -> assertThat(count).isEqualTo(1));
        }
        for (Long written : lastWritten.values()) {
            boolean inLetters = devices.stream()
                    .flatMap(device -> device.letters().stream())
                    .anyMatch(letter -> letter.write().intent().fields().containsValue(written));
            boolean arrived = server.values().stream().anyMatch(seen -> Objects.equals(seen, written));
            assertThat(inLetters || arrived)
                    .as("law 1: the edit to %s is nowhere", written)
                    .isTrue();
        }
    }
}
