package dev.mooring.fetch.sim;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/** The rows of one collection, deleted ones included. Not safe for several threads. */
final class Items {
    private final Map<String, Item> byId = new HashMap<>();
    private final World world;

    Items(World world) {
        this.world = world;
    }

    Optional<Item> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Item save(String id, ObjectNode fields, boolean deleted, Optional<Long> stamp) {
        long number = world.next();
        long created =
                find(id).filter(there -> !there.deleted()).map(Item::created).orElse(number);
        Item item = new Item(id, fields, number, created, number, stamp, deleted);
        byId.put(id, item);
        return item;
    }

    Item save(String id, ObjectNode fields, boolean deleted) {
        return save(id, fields, deleted, Optional.of(world.stamp()));
    }

    List<Item> sorted(Comparator<Item> order, Predicate<Item> which) {
        return byId.values().stream().filter(which).sorted(order).toList();
    }
}
