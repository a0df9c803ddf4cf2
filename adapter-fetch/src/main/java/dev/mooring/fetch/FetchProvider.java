package dev.mooring.fetch;

import dev.mooring.support.resilience.Resilience;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.backend.Backend;
import dev.mooring.sync.backend.BackendProvider;
import dev.mooring.sync.backend.Setting;
import dev.mooring.sync.backend.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Opens any REST API by the name {@code fetch} from configuration; the settings are in {@link FetchSettings}. */
public final class FetchProvider implements BackendProvider {

    /** For the service loader. */
    public FetchProvider() {}

    @Override
    public String name() {
        return "fetch";
    }

    @Override
    public List<Setting<?>> settings() {
        return FetchSettings.OF_BACKEND;
    }

    @Override
    public List<Setting<?>> collectionSettings() {
        return FetchSettings.OF_COLLECTION;
    }

    @Override
    public Backend open(Settings settings) {
        FetchBackend.Builder builder = FetchBackend.builder(settings.get(FetchSettings.URL))
                .user(settings.get(FetchSettings.USER))
                .timeout(settings.get(FetchSettings.TIMEOUT))
                .resilience(policy(settings));
        settings.find(FetchSettings.TOKEN).ifPresent(token -> builder.token(() -> token));
        settings.group(FetchSettings.HEADER).forEach(builder::header);
        settings.group(FetchSettings.STATUS).forEach((status, reaction) -> status(builder, status, reaction));
        settings.group(FetchSettings.CODE_STATUS)
                .forEach((code, status) -> builder.codeStatus(code, number(FetchSettings.CODE_STATUS, code, status)));
        Preset preset = settings.get(FetchSettings.PRESET);
        return builder.resources(name -> resource(preset, name, settings.collection(name)))
                .build();
    }

    private static Resilience policy(Settings settings) {
        Duration pause = settings.get(FetchSettings.BACKOFF);
        Resilience.Builder policy = Resilience.builder("fetch")
                .attempts(settings.get(FetchSettings.ATTEMPTS))
                .pauses(pause, pause.multipliedBy(10));
        return (settings.get(FetchSettings.BREAKER) ? policy : policy.noBreaker()).build();
    }

    private static Resource resource(Preset preset, String name, Settings settings) {
        Resource.Builder builder = Resource.builder(preset);
        FetchSettings.OF_COLLECTION.forEach(setting -> copy(setting, settings, builder));
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new Misconfigured("the collection '" + name + "': " + e.getMessage(), e);
        }
    }

    private static <T> void copy(Setting<T> setting, Settings from, Resource.Builder to) {
        from.find(setting).ifPresent(value -> to.with(setting, value));
    }

    /** {@code 409} or {@code 409.update}. */
    private static void status(FetchBackend.Builder builder, String status, String reaction) {
        String[] parts = status.split("\\.", 2);
        CallKind[] kinds =
                parts.length == 1 ? CallKind.values() : new CallKind[] {choice(CallKind.class, status, parts[1])};
        builder.status(number(FetchSettings.STATUS, status, parts[0]), choice(Reaction.class, status, reaction), kinds);
    }

    private static int number(Setting<String> group, String key, String text) {
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw new Misconfigured("'" + group.name() + "." + key + "' needs a status, not '" + text + "'", e);
        }
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String key, String text) {
        String wanted = text.trim().replace('-', '_').toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Misconfigured("'status." + key + "' must be one of "
                        + Arrays.toString(type.getEnumConstants())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-') + ", was '"
                        + text + "'"));
    }
}
