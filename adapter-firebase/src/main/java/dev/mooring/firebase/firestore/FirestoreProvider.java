package dev.mooring.firebase.firestore;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.firestore.FirestoreOptions;
import dev.mooring.support.resilience.Resilience;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.backend.Backend;
import dev.mooring.sync.backend.BackendProvider;
import dev.mooring.sync.backend.Setting;
import dev.mooring.sync.backend.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
        if (settings.find(FirestoreSettings.CREDENTIALS).isPresent()
                && settings.find(FirestoreSettings.ID_TOKEN).isPresent()) {
            throw new Misconfigured("either a server signs in, by 'credentials', or a user, by 'id-token'");
        }
        FirestoreBackend.Builder builder = FirestoreBackend.builder(options(settings))
                .user(settings.get(FirestoreSettings.USER))
                .timeout(settings.get(FirestoreSettings.TIMEOUT))
                .resilience(policy(settings))
                .collections(name -> collection(name, settings.collection(name)));
        settings.find(FirestoreSettings.ID_TOKEN).ifPresent(token -> builder.idToken(() -> token));
        return builder.build();
    }

    private static Resilience policy(Settings settings) {
        Duration pause = settings.get(FirestoreSettings.BACKOFF);
        Resilience.Builder policy = Resilience.builder("firestore")
                .attempts(settings.get(FirestoreSettings.ATTEMPTS))
                .pauses(pause, pause.multipliedBy(10));
        return (settings.get(FirestoreSettings.BREAKER) ? policy : policy.noBreaker()).build();
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
        if (settings.find(FirestoreSettings.ID_TOKEN).isPresent()) {
            // or the SDK looks for a server's credentials, which a device has not
            options.setCredentials(NoCredentials.getInstance());
        }
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

    private static void owner(Settings settings, FirestoreCollection.Builder shape) {
        Optional<String> field = settings.find(FirestoreSettings.OWNER_FIELD);
        Optional<String> owner = settings.find(FirestoreSettings.OWNER);
        if (field.isPresent() != owner.isPresent()) {
            throw new IllegalArgumentException("'owner-field' and 'owner' go together");
        }
        field.ifPresent(name -> shape.owner(name, owner.orElseThrow()));
    }

    private static FirestoreCollection collection(String name, Settings settings) {
        try {
            FirestoreCollection.Builder shape = FirestoreCollection.builder()
                    .updatedAt(settings.get(FirestoreSettings.UPDATED_AT))
                    .softDelete(settings.get(FirestoreSettings.DELETED))
                    .overlap(settings.get(FirestoreSettings.OVERLAP))
                    .sweep(settings.get(FirestoreSettings.SWEEP))
                    .pageSize(settings.get(FirestoreSettings.PAGE_SIZE))
                    .batchSize(settings.get(FirestoreSettings.BATCH_SIZE));
            settings.find(FirestoreSettings.PATH).ifPresent(shape::path);
            owner(settings, shape);
            settings.find(FirestoreSettings.WRITE_KEYS).ifPresent(shape::writeKeys);
            settings.find(FirestoreSettings.RETENTION).ifPresent(shape::retention);
            return (settings.get(FirestoreSettings.HARD_DELETE) ? shape.hardDelete() : shape).build();
        } catch (IllegalArgumentException e) {
            throw new Misconfigured("the collection '" + name + "': " + e.getMessage(), e);
        }
    }
}
