package dev.mooring.e2e.start;

import dev.mooring.Mooring;
import dev.mooring.Records;
import dev.mooring.fetch.FetchBackend;
import dev.mooring.store.sqlite.SqliteStore;
import dev.mooring.sync.backend.Backend;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** A shopping list on one device: {@code ShoppingList <file> <server> edit|sync}. */
public final class ShoppingList {

    /** What to buy. */
    public record Item(String title, int count, boolean done) {}

    /** Edits offline or online, or brings everything in step. */
    public static void main(String[] arguments) throws IOException {
        try (Backend backend =
                        FetchBackend.mooringRest(URI.create(arguments[1])).build();
                Mooring mooring = Mooring.open(SqliteStore.at(Path.of(arguments[0])))) {
            Records<Item> list = mooring.records("shopping", Item.class)
                    .sync(backend.collection("shopping"))
                    .open();
            if (arguments[2].equals("edit")) {
                list.put("milk", new Item("Milk", 1, false)); // durable when it returns, online or not
                list.put("bread", new Item("Bread", 1, false));
                list.put("soap", new Item("Soap", 1, false));
                list.patch("milk", item -> new Item(item.title(), item.count() + 1, true));
                list.delete("soap");
                System.out.println("edited");
                System.in.read(); // until somebody kills us
            } else {
                boolean inStep = list.sync(Duration.ofSeconds(30));
                System.out.println("in step: " + inStep + ", " + list.status().pending() + " writes wait");
            }
        }
    }
}
