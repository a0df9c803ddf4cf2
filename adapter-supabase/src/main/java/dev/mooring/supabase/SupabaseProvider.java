package dev.mooring.supabase;

import dev.mooring.support.resilience.Resilience;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.backend.Backend;
import dev.mooring.sync.backend.BackendProvider;
import dev.mooring.sync.backend.Setting;
import dev.mooring.sync.backend.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Opens a project by the name {@code supabase} from configuration; the settings are in {@link SupabaseSettings}. */
public final class SupabaseProvider implements BackendProvider {

    /** For the service loader. */
    public SupabaseProvider() {}

    @Override
    public String name() {
        return "supabase";
    }

    @Override
    public List<Setting<?>> settings() {
        return SupabaseSettings.OF_BACKEND;
    }

    @Override
    public List<Setting<?>> collectionSettings() {
        return SupabaseSettings.OF_COLLECTION;
    }

    @Override
    public Backend open(Settings settings) {
        String key = settings.get(SupabaseSettings.API_KEY);
        SupabaseBackend.Builder builder = SupabaseBackend.builder(settings.get(SupabaseSettings.URL), () -> key)
                .restPath(settings.get(SupabaseSettings.REST_PATH))
                .user(settings.get(SupabaseSettings.USER))
                .timeout(settings.get(SupabaseSettings.TIMEOUT))
                .resilience(policy(settings));
        settings.find(SupabaseSettings.TOKEN).ifPresent(token -> builder.token(() -> token));
        settings.find(SupabaseSettings.REALTIME_URL).ifPresent(builder::realtime);
        SignIn.of(settings).ifPresent(builder::ownAuth);
        return builder.tables(name -> table(name, settings.collection(name))).build();
    }

    private static Resilience policy(Settings settings) {
        Duration pause = settings.get(SupabaseSettings.BACKOFF);
        Resilience.Builder policy = Resilience.builder("supabase")
                .attempts(settings.get(SupabaseSettings.ATTEMPTS))
                .pauses(pause, pause.multipliedBy(10));
        return (settings.get(SupabaseSettings.BREAKER) ? policy : policy.noBreaker()).build();
    }

    private static SupabaseTable table(String collection, Settings settings) {
        SupabaseTable.Builder table = SupabaseTable.builder()
                .id(settings.get(SupabaseSettings.ID_COLUMN), settings.get(SupabaseSettings.ID_TYPE))
                .overlap(settings.get(SupabaseSettings.OVERLAP))
                .pageSize(settings.get(SupabaseSettings.PAGE_SIZE))
                .batchSize(settings.get(SupabaseSettings.BATCH_SIZE));
        settings.find(SupabaseSettings.TABLE).ifPresent(table::table);
        settings.find(SupabaseSettings.SCHEMA).ifPresent(table::schema);
        settings.find(SupabaseSettings.VERSION_COLUMN).ifPresent(table::version);
        settings.find(SupabaseSettings.UPDATED_AT_COLUMN).ifPresent(table::updatedAt);
        settings.find(SupabaseSettings.DELETED_COLUMN)
                .ifPresent(column -> table.softDelete(column, settings.get(SupabaseSettings.DELETED_BY)));
        settings.find(SupabaseSettings.RETENTION).ifPresent(table::retention);
        settings.find(SupabaseSettings.KIT).ifPresent(table::kit);
        settings.find(SupabaseSettings.OWNER_COLUMN).ifPresent(table::owner);
        settings.find(SupabaseSettings.MANAGED).ifPresent(names -> each(names, table::managed));
        settings.find(SupabaseSettings.COLUMNS).ifPresent(names -> each(names, table::column));
        if (settings.get(SupabaseSettings.LIVE)) {
            table.live();
        }
        settings.group(SupabaseSettings.FILTER).forEach(table::filter);
        try {
            return table.build();
        } catch (IllegalArgumentException e) {
            throw new Misconfigured("the collection '" + collection + "': " + e.getMessage(), e);
        }
    }

    private static void each(String names, Consumer<String> taker) {
        Arrays.stream(names.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .forEach(taker);
    }
}
