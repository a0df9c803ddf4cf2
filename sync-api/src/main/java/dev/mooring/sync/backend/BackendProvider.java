package dev.mooring.sync.backend;

import java.util.List;

/**
 * How an adapter jar offers its backend by name. Listed in {@code META-INF/services/dev.mooring.sync.backend.BackendProvider} and
 * found through {@link java.util.ServiceLoader}; has a public constructor without parameters.
 */
public interface BackendProvider {

    /** The name in the configuration's {@code backend} key: lower case, one word. */
    String name();

    /** Every setting of the backend. What is not named here is an error in a configuration. */
    List<Setting<?>> settings();

    /** Every setting of one collection, written {@code collections.<name>.<setting>}. */
    default List<Setting<?>> collectionSettings() {
        return List.of();
    }

    /**
     * Opens the backend. No I/O: a wrong password or a server that is away shows at the first call of an adapter.
     *
     * @throws dev.mooring.sync.Misconfigured when the settings contradict each other; the message says how to mend them
     */
    Backend open(Settings settings);
}
