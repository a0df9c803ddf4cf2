package dev.mooring.firebase.realtime;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.backend.Backend;
import dev.mooring.sync.backend.BackendProvider;
import dev.mooring.sync.backend.Setting;
import dev.mooring.sync.backend.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Opens a database by the name {@code firebase-realtime} from configuration; the settings are in {@link RealtimeSettings}. */
public final class RealtimeProvider implements BackendProvider {

    /** For the service loader. */
    public RealtimeProvider() {}

    @Override
    public String name() {
        return "firebase-realtime";
    }

    @Override
    public List<Setting<?>> settings() {
        return RealtimeSettings.OF_BACKEND;
    }

    @Override
    public List<Setting<?>> collectionSettings() {
        return RealtimeSettings.OF_COLLECTION;
    }

    @Override
    public Backend open(Settings settings) {
        RealtimeBackend.Builder builder = RealtimeBackend.builder(settings.get(RealtimeSettings.URL))
                .user(settings.get(RealtimeSettings.USER))
                .timeout(settings.get(RealtimeSettings.TIMEOUT))
                .retries(settings.get(RealtimeSettings.ATTEMPTS), settings.get(RealtimeSettings.BACKOFF))
                .silence(settings.get(RealtimeSettings.SILENCE));
        if (settings.find(RealtimeSettings.SERVICE_ACCOUNT).isPresent()
                && settings.find(RealtimeSettings.ID_TOKEN).isPresent()) {
            throw new Misconfigured("either a server signs in, by 'service-account', or a user, by 'id-token'");
        }
        settings.find(RealtimeSettings.SERVICE_ACCOUNT).ifPresent(json -> builder.credentials(credentials(json)));
        settings.find(RealtimeSettings.ID_TOKEN).ifPresent(token -> builder.idToken(() -> token));
        each(settings.get(RealtimeSettings.REDIRECT_HOSTS), builder::redirectHost);
        return builder.collections(name -> collection(name, settings.collection(name)))
                .build();
    }

    private static RealtimeCollection collection(String name, Settings settings) {
        try {
            RealtimeCollection.Builder collection = RealtimeCollection.builder()
                    .updatedAt(settings.get(RealtimeSettings.UPDATED_AT_FIELD))
                    .deleted(settings.get(RealtimeSettings.DELETED_FIELD))
                    .overlap(settings.get(RealtimeSettings.OVERLAP))
                    .pageSize(settings.get(RealtimeSettings.PAGE_SIZE))
                    .batchSize(settings.get(RealtimeSettings.BATCH_SIZE));
            settings.find(RealtimeSettings.PATH).ifPresent(collection::path);
            settings.find(RealtimeSettings.WRITE_KEYS_FIELD).ifPresent(collection::writeKeys);
            settings.find(RealtimeSettings.RETENTION).ifPresent(collection::retention);
            each(settings.get(RealtimeSettings.ENCODED), collection::encoded);
            return collection.build();
        } catch (IllegalArgumentException e) {
            throw new Misconfigured("the collection '" + name + "': " + e.getMessage(), e);
        }
    }

    /** What the parser says of a broken key may repeat a part of it, so it is not passed on. */
    private static GoogleCredentials credentials(String json) {
        try {
            return ServiceAccountCredentials.fromStream(
                    new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | RuntimeException e) {
            throw new Misconfigured("'service-account' is no JSON of a service account's key: "
                    + e.getClass().getSimpleName());
        }
    }

    private static void each(String names, Consumer<String> taker) {
        Arrays.stream(names.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .forEach(taker);
    }
}
