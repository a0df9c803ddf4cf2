package dev.mooring.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.internal.engine.Scene.Trait;
import dev.mooring.sync.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Some devices, one backend, one seed: random edits, faults and crashes, then healing, then the checks. */
final class Simulation {

    private static final List<String> NAMES = List.of("left", "right", "third", "fourth", "fifth");
    private static final List<String> IDS = List.of("r1", "r2", "r3", "r4");

    private final SimWorld world;
    private final List<SimUser> users = new ArrayList<>();
    private final Checks checks;
    private final StringBuilder trace = new StringBuilder();
    private boolean traced;

    Simulation(long seed, Scene scene, Defects defects) {
        this.world = new SimWorld(seed, scene, defects);
        int devices = world.chance(3) ? 3 + world.random().nextInt(3) : 2;
        NAMES.stream().limit(devices).forEach(name -> users.add(new SimUser(new SimDevice(name, world), world)));
        this.checks = new Checks(world, users);
    }

    /** Writes down what happens: the same seed gives the same text. */
    Simulation traced() {
        traced = true;
        return this;
    }

    /** Runs it all. */
    void run() {
        users.forEach(user -> user.device().start());
        for (int i = 20 + world.random().nextInt(60); i > 0; i--) {
            step(world.oneOf(users));
            advance(Duration.ofMillis(world.random().nextInt(2_000)));
        }
        world.network().heal();
        for (int i = 0; i < 60; i++) {
            users.stream().map(SimUser::device).filter(device -> !device.isUp()).forEach(SimDevice::start);
            users.forEach(SimUser::decideDoubts);
            advance(Duration.ofSeconds(20));
        }
        checks.atRest();
        rests();
    }

    /** Nothing goes round in circles: only pulls, and not more of them than their interval says. */
    private void rests() {
        int before = world.network().calls();
        Instant since = world.clock().instant();
        advance(Duration.ofMinutes(5));

        int lanes = users.size() * world.servers().size();
        assertThat(world.network().calls() - before).as("calls at rest").isLessThan(lanes * 11 * 12);
        assertThat(world.servers().values())
                .as("no writes at rest")
                .allSatisfy(server -> assertThat(server.lastArrival()).isBeforeOrEqualTo(since));
    }

    String trace() {
        StringBuilder all = new StringBuilder(trace);
        world.servers().forEach((name, server) -> all.append(name).append('\n').append(server.log()));
        return all.toString();
    }

    private void step(SimUser user) {
        SimDevice device = user.device();
        switch (world.random().nextInt(20)) {
            case 0 -> device.die();
            case 1, 2 -> device.dieSoon();
            case 3 -> device.fillDisk();
            case 4 -> advance(Duration.ofSeconds(world.random().nextInt(40)));
            case 5 -> environment();
            default -> user.act();
        }
        if (!device.isUp() && world.random().nextBoolean()) {
            device.start();
        }
    }

    /** What happens to the backend. */
    private void environment() {
        SimServer server = world.server(world.oneOf(List.copyOf(world.servers().keySet())));
        // the keys of a device live in tombstones: who purges those early cannot keep law 4
        boolean mayPurge = server.guarantees().replay() != Replay.DEVICE_KEYS;
        if (world.chance(3) && mayPurge) {
            server.backend().expireCursors();
        } else if (world.has(Trait.STRANGER)) {
            server.stranger(world.oneOf(IDS));
        } else if (world.has(Trait.EXITS) && !world.calm()) {
            server.move(world.oneOf(IDS));
        } else if (world.has(Trait.LIVE)) {
            server.backend().interruptLive();
        }
    }

    private void advance(Duration time) {
        Instant until = world.clock().instant().plus(time);
        while (world.clock().runNext(until)) {
            checks.always();
            world.network().mustBeBounded();
        }
        if (traced) {
            trace.append(world.clock().instant());
            world.servers().keySet().forEach(name -> {
                trace.append(' ').append(world.server(name).state());
                users.forEach(user -> trace.append(user.device().view(name))
                        .append(user.device().outbox(name)));
            });
            trace.append('\n');
        }
    }
}
