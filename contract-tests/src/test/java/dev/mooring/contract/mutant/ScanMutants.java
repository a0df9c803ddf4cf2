package dev.mooring.contract.mutant;

import dev.mooring.sync.Cursor;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.KeyScan.KeyPage;
import dev.mooring.sync.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

final class ScanMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(
                scan(
                        "a key scan shows made-up versions",
                        "SCAN-1",
                        scan -> (from, limit) -> numbered(scan.keys(from, limit))),
                scan(
                        "a key scan ends after a short page",
                        "SCAN-2",
                        scan -> (from, limit) -> ended(scan.keys(from, limit))),
                scan(
                        "a key scan shows what was deleted",
                        "SCAN-3",
                        scan -> (from, limit) -> haunted(scan.keys(from, limit))));
    }

    private static Mutant scan(String name, String rule, UnaryOperator<KeyScan> breaking) {
        return Mutant.of(name, rule, honest -> new Broken(honest) {
            @Override
            public <C> Optional<C> capability(Class<C> type) {
                KeyScan wrong = breaking.apply(honest.capability(KeyScan.class).orElseThrow());
                return type == KeyScan.class ? Optional.of(type.cast(wrong)) : honest.capability(type);
            }
        });
    }

    private static KeyPage numbered(KeyPage page) {
        List<KeyScan.Key> keys = page.keys().stream()
                .map(key -> new KeyScan.Key(key.id(), Optional.of(new Version("0"))))
                .toList();
        return new KeyPage(keys, page.next(), page.more());
    }

    private static KeyPage ended(KeyPage page) {
        return new KeyPage(page.keys(), Cursor.START, page.more() && page.keys().size() > 1);
    }

    private static KeyPage haunted(KeyPage page) {
        List<KeyScan.Key> keys = new ArrayList<>(page.keys());
        keys.add(new KeyScan.Key("deleted", Optional.empty()));
        return new KeyPage(keys, page.next(), page.more());
    }
}
