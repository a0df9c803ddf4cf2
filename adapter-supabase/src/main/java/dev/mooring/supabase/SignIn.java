package dev.mooring.supabase;

import dev.mooring.supabase.auth.Credentials;
import dev.mooring.supabase.auth.SessionStore;
import dev.mooring.supabase.auth.SupabaseAuth;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.backend.Setting;
import dev.mooring.sync.backend.Settings;
import java.nio.file.Path;
import java.util.Optional;

/** The session that a configuration describes. */
final class SignIn {

    private SignIn() {}

    /** Empty where it names neither an account nor a file. */
    static Optional<SupabaseAuth> of(Settings settings) {
        boolean account = settings.find(SupabaseSettings.EMAIL).isPresent();
        Optional<String> file = settings.find(SupabaseSettings.SESSION_FILE);
        if (!account && file.isEmpty()) {
            return Optional.empty();
        }
        if (settings.find(SupabaseSettings.TOKEN).isPresent()) {
            throw contradiction(
                    SupabaseSettings.TOKEN, account ? SupabaseSettings.EMAIL : SupabaseSettings.SESSION_FILE);
        }
        String key = settings.get(SupabaseSettings.API_KEY);
        SupabaseAuth.Builder auth = SupabaseAuth.builder(settings.get(SupabaseSettings.URL), () -> key)
                .timeout(settings.get(SupabaseSettings.TIMEOUT));
        file.ifPresent(path -> auth.store(SessionStore.file(Path.of(path))));
        if (account) {
            Credentials credentials =
                    new Credentials(settings.get(SupabaseSettings.EMAIL), settings.get(SupabaseSettings.PASSWORD));
            auth.credentials(() -> credentials);
        }
        return Optional.of(auth.build());
    }

    private static Misconfigured contradiction(Setting<?> one, Setting<?> other) {
        return new Misconfigured(
                "'" + one.name() + "' and '" + other.name() + "' exclude each other: who is signed in?");
    }
}
