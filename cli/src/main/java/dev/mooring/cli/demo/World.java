package dev.mooring.cli.demo;

import dev.mooring.contract.fault.HttpFaults;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A backend behind a network that can fail, and two devices. Not safe for several threads. */
final class World implements AutoCloseable {

    private static final int ROUNDS = 10;

    private final Path laptopFile;
    private final Groceries groceries;
    private final Place first;
    private final HttpFaults network;
    private final Device phone;
    private ChildDevice laptop;
    private long made;
    private Edits edits = new Edits(new Disagreement(List.of()), new Disagreement(List.of()), List.of());

    World(Path directory, Random random) {
        this.groceries = new Groceries(random);
        this.laptopFile = directory.resolve("laptop.db");
        this.first = new Place(directory.resolve("first-server.db"));
        this.network = HttpFaults.inFrontOf(first.uri());
        this.phone = new LocalDevice(directory.resolve("phone.db"), network.uri(), false);
        this.laptop = ChildDevice.start(laptopFile, network.uri(), false);
    }

    Groceries groceries() {
        return groceries;
    }

    /** The backend that the devices begin with. */
    Place first() {
        return first;
    }

    /** What lies between them. */
    HttpFaults network() {
        return network;
    }

    Device phone() {
        return phone;
    }

    /** The one that is a process of its own. */
    ChildDevice laptop() {
        return laptop;
    }

    /** What was edited offline. */
    Edits edits() {
        return edits;
    }

    /** Notes it. */
    void edits(Edits made) {
        edits = made;
    }

    /** Adds a new item on a device. */
    void add(Device device) {
        String id = groceries.id();
        device.put(id, groceries.item(id));
        made++;
    }

    /** Changes an item on a device. */
    void patch(Device device, String id, Map<String, Object> patch) {
        device.patch(id, patch);
        made++;
    }

    /** Deletes an item on a device. */
    void delete(Device device, String id) {
        device.delete(id);
        made++;
    }

    /** How many edits were made so far, each of another record or after the one before had travelled: so many changes a backend has to see. */
    long made() {
        return made;
    }

    /** Kills the laptop's process; answers its exit code. */
    int killLaptop() {
        return laptop.kill();
    }

    /** Starts the laptop again over the store that it left. */
    void startLaptop(boolean offline) {
        laptop = ChildDevice.start(laptopFile, network.uri(), offline);
    }

    /** Brings both devices in step with what they are connected to; answers whether everything travelled. */
    boolean converge(Place place) {
        for (int round = 0; round < ROUNDS; round++) {
            // both, whatever the first one says
            boolean fromPhone = phone.sync();
            boolean travelled = laptop.sync() && fromPhone;
            Map<String, Object> there = place.list();
            if (travelled && phone.list().equals(there) && laptop.list().equals(there)) {
                return true;
            }
        }
        return false;
    }

    /** Takes the devices off the network: where they are connected to is about to go. */
    void detach() {
        phone.offline();
        laptop.offline();
    }

    @Override
    public void close() {
        phone.close();
        laptop.close();
        network.close();
        first.close();
    }
}
