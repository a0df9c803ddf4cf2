package dev.mooring.cli.demo;

import dev.mooring.migrate.CutOver;
import dev.mooring.migrate.Report;
import dev.mooring.migrate.Verification;

/** How the devices change over: the phone sends what it has and waits, the servers are compared, then both follow. Not safe for several threads. */
final class Changeover implements CutOver {

    private final World world;
    private final Place second;
    private long commits;
    private long compared;
    private long differences = -1;

    Changeover(World world, Place second) {
        this.world = world;
        this.second = second;
    }

    @Override
    public void freeze() {
        world.phone().sync();
        world.phone().offline();
        commits = world.first().commits();
    }

    @Override
    public boolean accepts(Report verified) {
        Verification found = verified.collection(LocalDevice.COLLECTION).verification();
        compared = found.target();
        differences = found.differences() + found.explained();
        return verified.clean();
    }

    @Override
    public void switchOver() {
        world.phone().follow(second.uri());
        world.laptop().follow(second.uri());
    }

    /** The first server's last commit, when the writers had stopped. */
    long commits() {
        return commits;
    }

    /** How many records the second server had when both were compared. */
    long compared() {
        return compared;
    }

    /** How many of them were not the same, whatever the explanation; negative = no comparison was made. */
    long differences() {
        return differences;
    }
}
