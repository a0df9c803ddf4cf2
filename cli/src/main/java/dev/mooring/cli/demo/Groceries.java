package dev.mooring.cli.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What somebody may want to buy, the same for the same seed. Not safe for several threads. */
final class Groceries {

    private static final List<String> GOODS = List.of(
            "apples", "bread", "butter", "carrots", "cheese", "coffee", "eggs", "flour", "honey", "lemons", "lentils",
            "milk", "noodles", "oats", "olives", "onions", "pears", "pepper", "rice", "salt", "soap", "sugar", "tea",
            "yoghurt");

    private final Random random;
    private int made;

    Groceries(Random random) {
        this.random = random;
    }

    /** The next item's id: readable, and never the same twice. */
    String id() {
        String good = GOODS.get(made % GOODS.size());
        made++;
        return made <= GOODS.size() ? good : good + "-" + made;
    }

    /** An item as it is first written down. */
    Map<String, Object> item(String id) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("title", id);
        item.put("count", 1L + random.nextInt(3));
        item.put("done", false);
        return item;
    }

    /** Another count than any item begins with. */
    long count() {
        return 10L + random.nextInt(90);
    }

    /** Some of the ids in an order of luck; each is given out once. */
    List<String> shuffled(List<String> ids) {
        List<String> mixed = new ArrayList<>(ids);
        Collections.shuffle(mixed, random);
        return mixed;
    }
}
