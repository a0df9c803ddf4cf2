package dev.mooring.sync.backend;

import dev.mooring.sync.Misconfigured;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Opens backends from configuration. Safe for use by several threads. */
public final class Backends {

    /** The key that names the backend. */
    public static final String BACKEND = "backend";

    private Backends() {}

    /** The backends whose jars are on the class path, in no order. */
    public static List<BackendProvider> available() {
        return ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * Opens the backend that the configuration's {@code backend} key names, with secrets from the environment.
     *
     * @throws Misconfigured for an unknown or ambiguous backend, an unknown key, a missing or unreadable value, a secret that is written out
     */
    public static Backend open(Map<String, String> configuration) {
        return open(configuration, System::getenv, available());
    }

    /** As above, with a given environment and given providers: for tests and containers of one's own. */
    public static Backend open(
            Map<String, String> configuration,
            UnaryOperator<@Nullable String> environment,
            Collection<? extends BackendProvider> providers) {
        present(configuration, "the configuration");
        present(environment, "the environment");
        present(providers, "the providers");
        String name = configuration.get(BACKEND);
        if (name == null) {
            throw new Misconfigured("the configuration has no '" + BACKEND + "'; known: " + names(providers));
        }
        BackendProvider provider = named(name, providers);
        return provider.open(Settings.check(provider, configuration, environment));
    }

    private static void present(@Nullable Object part, String what) {
        if (part == null) {
            throw new IllegalArgumentException(what + " must not be null");
        }
    }

    private static BackendProvider named(String name, Collection<? extends BackendProvider> providers) {
        List<? extends BackendProvider> found =
                providers.stream().filter(each -> each.name().equals(name)).toList();
        if (found.isEmpty()) {
            throw new Misconfigured("there is no backend '" + name + "'" + Nearest.hint(name, names(providers))
                    + "; on the class path: " + names(providers));
        }
        if (found.size() > 1) {
            throw new Misconfigured("the backend '" + name + "' is on the class path more than once: "
                    + found.stream()
                            .map(each -> each.getClass().getName())
                            .sorted()
                            .toList() + "; remove all but one");
        }
        return found.get(0);
    }

    private static List<String> names(Collection<? extends BackendProvider> providers) {
        return providers.stream().map(BackendProvider::name).sorted().toList();
    }
}
