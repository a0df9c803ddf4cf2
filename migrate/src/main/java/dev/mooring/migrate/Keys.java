package dev.mooring.migrate;

import dev.mooring.sync.Document;
import dev.mooring.sync.WriteKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names the writes of one collection: the same write of the same state has the same key in whatever process, unless one died over it; the next
 * write of the record has another one. Used by one thread.
 */
final class Keys {

    private final String device;
    private final String life;
    private final String collection;
    private final Canon canon = new Canon();
    private String salt = "";

    /**
     * Names writes of one migration.
     *
     * @param device names the migration
     * @param life names the process
     */
    Keys(String device, String life, String collection) {
        this.device = device;
        this.life = life;
        this.collection = collection;
    }

    /** Keys of what follows differ from those of other rounds. */
    void round(long number) {
        salt = collection + ' ' + number;
    }

    /** Of a write that does not depend on what is there. */
    WriteKey of(Item item, String verb) {
        return key(item.hash, salt, verb, item.id, writes(item), String.valueOf(item.attempt), lifeOf(item));
    }

    /** Of a change to what is there. */
    WriteKey of(Item item, Document there, Map<String, @Nullable Object> patch) {
        String version = there.version().map(each -> each.token()).orElse("");
        return key(
                canon.hash(patch).hash(),
                salt,
                item.id,
                version,
                writes(item),
                String.valueOf(item.attempt),
                lifeOf(item));
    }

    /**
     * Of a create where the target makes the id. Only this key tells there that the record was made already: it stays the same whatever the state and the
     * round are, so that at worst the target refuses another state under it.
     */
    WriteKey ofTheOnlyCreate(Item item) {
        return key(new byte[0], collection, "create", item.id, writes(item));
    }

    private WriteKey key(byte[] hash, String... parts) {
        return WriteKey.of(device, canon.number(hash, parts));
    }

    private static String writes(Item item) {
        return String.valueOf(Ledger.writes(item.known));
    }

    /** A process that died may have used every key of the same count, for a write that another one has undone since. */
    private String lifeOf(Item item) {
        return item.inDoubt() ? life : "";
    }
}
