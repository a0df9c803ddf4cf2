package dev.mooring.firebase.firestore;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.firestore.FirestoreOptions;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.backend.Backend;
import dev.mooring.sync.backend.BackendProvider;
import dev.mooring.sync.backend.Setting;
import dev.mooring.sync.backend.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Opens a database by the name {@code firestore} from configuration; the settings are in {@link FirestoreSettings}. */
public final class FirestoreProvider implements BackendProvider {

    /** For the service loader. */
    public FirestoreProvider() {}

    @Override
    public String name() {
        return "firestore";
    }

    @Override
    public List<Setting<?>> settings() {
        return FirestoreSettings.OF_BACKEND;
    }

    @Override
    public List<Setting<?>> collectionSettings() {
        return FirestoreSettings.OF_COLLECTION;
    }

    @Override
    public Backend open(Settings settings) {
        return FirestoreBackend.builder(options(settings))
                .timeout(settings.get(FirestoreSettings.TIMEOUT))
                .retries(settings.get(FirestoreSettings.ATTEMPTS), settings.get(FirestoreSettings.BACKOFF))
                .collections(name -> collection(name, settings.collection(name)))
                .build();
    }

    private static FirestoreOptions options(Settings settings) {
        FirestoreOptions.Builder options = FirestoreOptions.newBuilder()
                .setProjectId(settings.get(FirestoreSettings.PROJECT))
                .setDatabaseId(settings.get(FirestoreSettings.DATABASE));
        // beside credentials the SDK forgets the emulator and calls the true service
        settings.find(FirestoreSettings.EMULATOR)
                .ifPresentOrElse(
                        options::setEmulatorHost,
                        () -> settings.find(FirestoreSettings.CREDENTIALS)
                                .ifPresent(key -> options.setCredentials(credentials(key))));
        try {
            return options.build();
        } catch (IllegalArgumentException e) {
            throw new Misconfigured("the backend 'firestore': " + e.getMessage(), e);
        }
    }

    private static GoogleCredentials credentials(String key) {
        try {
            return GoogleCredentials.fromStream(new ByteArrayInputStream(key.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException e) {
            // without its cause, which repeats what it could not read, and that is a secret
            throw new Misconfigured("'credentials' is not the JSON text of a service account's key");
        }
    }

    private static FirestoreCollection collection(String name, Settings settings) {
        try {
            FirestoreCollection.Builder shape = FirestoreCollection.builder()
                    .updatedAt(settings.get(FirestoreSettings.UPDATED_AT))
                    .softDelete(settings.get(FirestoreSettings.DELETED))
                    .overlap(settings.get(FirestoreSettings.OVERLAP))
                    .pageSize(settings.get(FirestoreSettings.PAGE_SIZE))
                    .batchSize(settings.get(FirestoreSettings.BATCH_SIZE));
            settings.find(FirestoreSettings.PATH).ifPresent(shape::path);
            settings.find(FirestoreSettings.WRITE_KEYS).ifPresent(shape::writeKeys);
            settings.find(FirestoreSettings.RETENTION).ifPresent(shape::retention);
            return (settings.get(FirestoreSettings.HARD_DELETE) ? shape.hardDelete() : shape).build();
        } catch (IllegalArgumentException e) {
            throw new Misconfigured("the collection '" + name + "': " + e.getMessage(), e);
        }
    }
}
