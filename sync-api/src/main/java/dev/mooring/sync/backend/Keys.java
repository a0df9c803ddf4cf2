package dev.mooring.sync.backend;

import dev.mooring.sync.backend.Nearest.Guess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The keys that a provider knows: plain ones, groups, and those of a collection. */
final class Keys {

    static final String COLLECTIONS = "collections.";

    private final BackendProvider provider;

    Keys(BackendProvider provider) {
        this.provider = provider;
    }

    boolean knows(String key) {
        return key.startsWith(COLLECTIONS)
                ? provider.collectionSettings().stream().anyMatch(setting -> isOfCollection(key, setting))
                : provider.settings().stream().anyMatch(setting -> isPlain(key, setting));
    }

    /** The key that was probably meant by an unknown one, in words. */
    String hint(String key) {
        List<Guess> guesses = new ArrayList<>();
        if (key.startsWith(COLLECTIONS)) {
            String rest = key.substring(COLLECTIONS.length());
            // a collection's name may hold dots, so the setting may begin behind any of them
            for (int dot = rest.indexOf('.', 1); dot >= 0; dot = rest.indexOf('.', dot + 1)) {
                guess(
                        COLLECTIONS + rest.substring(0, dot + 1),
                        rest.substring(dot + 1),
                        provider.collectionSettings(),
                        guesses);
            }
        } else {
            guesses.add(new Guess(key, Backends.BACKEND, Backends.BACKEND));
            guess("", key, provider.settings(), guesses);
            guessCollections(key, guesses);
        }
        return Nearest.hint(guesses);
    }

    private static void guess(String before, String typed, Collection<Setting<?>> settings, List<Guess> guesses) {
        int dot = typed.indexOf('.');
        for (Setting<?> setting : settings) {
            String name = setting.name();
            if (!setting.isGroup()) {
                guesses.add(new Guess(typed, name, before + name));
            } else if (dot > 0 && dot + 1 < typed.length()) {
                guesses.add(new Guess(typed.substring(0, dot), name, before + name + typed.substring(dot)));
            } else {
                guesses.add(new Guess(typed, name, before + name + ".<name>"));
            }
        }
    }

    private void guessCollections(String key, List<Guess> guesses) {
        int dot = key.indexOf('.');
        if (dot > 0) {
            String put = COLLECTIONS + key.substring(dot + 1);
            if (knows(put)) {
                guesses.add(new Guess(key.substring(0, dot + 1), COLLECTIONS, put));
            }
        }
    }

    private static boolean isPlain(String key, Setting<?> setting) {
        String prefix = setting.name() + ".";
        return setting.isGroup()
                ? key.startsWith(prefix) && key.length() > prefix.length()
                : key.equals(setting.name());
    }

    private static boolean isOfCollection(String key, Setting<?> setting) {
        String rest = key.substring(COLLECTIONS.length());
        String name = "." + setting.name();
        if (!setting.isGroup()) {
            return rest.endsWith(name) && rest.length() > name.length();
        }
        int at = rest.indexOf(name + ".", 1);
        return at > 0 && at + name.length() + 1 < rest.length();
    }
}
