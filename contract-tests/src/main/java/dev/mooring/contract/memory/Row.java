package dev.mooring.contract.memory;

import dev.mooring.sync.Change;
import dev.mooring.sync.Document;
import dev.mooring.sync.Version;
import dev.mooring.sync.WriteKey;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record, or what is left of a deleted one.
 *
 * @param owner the one user who sees it
 * @param stamp of its last change: its version, which never comes back, since no stamp is drawn twice
 * @param unstamped whether the feed does not know of that change
 * @param keys the last write of each device
 */
record Row(
        String id,
        String owner,
        Map<String, @Nullable Object> fields,
        Stamp stamp,
        boolean unstamped,
        boolean deleted,
        Set<WriteKey> keys) {

    Version version() {
        return new Version("v" + stamp.number());
    }

    Document document() {
        Optional<Instant> modifiedAt = unstamped ? Optional.empty() : Optional.of(stamp.at());
        return new Document(id, fields, Optional.of(version()), keys, modifiedAt);
    }

    /** How a user sees it, if only as a record that is not there. */
    Change seenBy(String user) {
        if (!owner.equals(user)) {
            return Change.left(id);
        }
        return deleted ? new Change.Removal(id, Change.Reason.DELETED, Optional.of(version())) : Change.of(document());
    }

    boolean livesFor(String user) {
        return !deleted && owner.equals(user);
    }

    /** The keys after one more write: a device's new key takes the place of its old one. */
    static Set<WriteKey> with(Set<WriteKey> keys, WriteKey key) {
        Set<WriteKey> all = new LinkedHashSet<>(keys);
        all.removeIf(old -> old.device().equals(key.device()));
        all.add(key);
        return all;
    }
}
