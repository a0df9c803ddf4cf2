package dev.mooring.e2e;

import java.util.Map;
import java.util.Set;

/** Which module's main code may use which. Everything may use {@code sync-api}, and itself. */
final class Arrows {

    private static final String ANY = "*";

    /** A new module that is no adapter and no store gets its line here. */
    private static final Map<String, Set<String>> STATED = Map.of(
            "sync-api", Set.of(),
            "sync-engine", Set.of(),
            "adapter-support", Set.of(),
            "contract-tests", Set.of(),
            "engine-tests", Set.of("sync-engine"),
            "migrate", Set.of(),
            "rest-server", Set.of(),
            "benchmarks", Set.of(ANY),
            "cli", Set.of(ANY));

    private Arrows() {}

    static boolean allow(String from, String to) {
        if (from.equals(to)) {
            return true;
        }
        Set<String> targets = targets(from);
        return targets.contains(to) || targets.contains(ANY) || to.equals("sync-api");
    }

    private static Set<String> targets(String module) {
        Set<String> stated = STATED.get(module);
        if (stated != null) {
            return stated;
        }
        if (module.startsWith("adapter-")) {
            return Set.of("adapter-support");
        }
        if (module.startsWith("store-")) {
            return Set.of("sync-engine");
        }
        throw new IllegalStateException(
                "the module " + module + " has no arrows; state them in " + Arrows.class.getName());
    }
}
