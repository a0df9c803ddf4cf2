package dev.mooring.firebase.realtime;

import dev.mooring.support.given.Given;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one collection of the database is like: a node whose children are the records, each child's own children its fields. Without
 * further words a record has the fields {@code updatedAt} and, as a tombstone, {@code deleted} beside those of the application. Immutable.
 */
public final class RealtimeCollection {

    private final List<String> path;
    private final String updatedAt;
    private final String deleted;
    private final String writeKeys;
    private final Set<String> encoded;
    private final Duration overlap;
    private final Optional<Duration> retention;
    private final int pageSize;
    private final int batchSize;

    private RealtimeCollection(Builder builder) {
        path = List.copyOf(builder.path);
        updatedAt = builder.updatedAt;
        deleted = builder.deleted;
        writeKeys = builder.writeKeys;
        encoded = Set.copyOf(builder.encoded);
        overlap = builder.overlap;
        retention = Optional.ofNullable(builder.retention);
        pageSize = builder.pageSize;
        batchSize = builder.batchSize;
    }

    /** Starts from the standard layout. */
    public static Builder builder() {
        return new Builder();
    }

    List<String> path() {
        return path;
    }

    String updatedAt() {
        return updatedAt;
    }

    String deleted() {
        return deleted;
    }

    /** Empty where no keys are kept. */
    String writeKeys() {
        return writeKeys;
    }

    boolean keepsKeys() {
        return !writeKeys.isEmpty();
    }

    boolean encodes(String field) {
        return encoded.contains(field);
    }

    /** Whether a field is the adapter's own. */
    boolean keeps(String field) {
        return field.equals(updatedAt) || field.equals(deleted) || (keepsKeys() && field.equals(writeKeys));
    }

    Duration overlap() {
        return overlap;
    }

    Optional<Duration> retention() {
        return retention;
    }

    int pageSize() {
        return pageSize;
    }

    int batchSize() {
        return batchSize;
    }

    /** Sets one part after the other. Not safe for several threads. */
    public static final class Builder {

        private final Set<String> encoded = new LinkedHashSet<>();
        private List<String> path = List.of();
        private String updatedAt = "updatedAt";
        private String deleted = "deleted";
        private String writeKeys = "";
        private Duration overlap = Duration.ofSeconds(2);
        private @Nullable Duration retention;
        private int pageSize = 500;
        private int batchSize = 100;

        private Builder() {}

        /** Where the collection is below the database's root, such as {@code users/ann/todos}; its name unless said. */
        public Builder path(String slashed) {
            List<String> steps = List.of(Given.text(slashed, "a path").split("/", -1));
            steps.forEach(step -> key(step, "a step of the path"));
            path = steps;
            return this;
        }

        /** The field with the server's time of change; it needs an index in the rules. {@code updatedAt} unless said. */
        public Builder updatedAt(String field) {
            updatedAt = key(field, "the field of the time of change");
            return this;
        }

        /** The field that is true in a tombstone; {@code deleted} unless said. */
        public Builder deleted(String field) {
            deleted = key(field, "the field of the tombstone");
            return this;
        }

        /**
         * A field for the last write key of each device, so that no write has two effects even when its answer is lost; none unless
         * said.
         */
        public Builder writeKeys(String field) {
            writeKeys = key(field, "the field of write keys");
            return this;
        }

        /**
         * Keeps a field as a text of JSON: any value survives then, but other clients of the database have to read that text, and
         * rules and queries cannot look inside.
         */
        public Builder encoded(String field) {
            encoded.add(key(field, "an encoded field"));
            return this;
        }

        /** How far each pull looks back behind what it has seen; two seconds unless said. */
        public Builder overlap(Duration time) {
            overlap = Given.time(time, "the overlap");
            return this;
        }

        /** How long tombstones are kept before the application purges them; for ever unless said. */
        public Builder retention(Duration time) {
            retention = Given.time(time, "the retention");
            return this;
        }

        /** The most records that are asked for at once; 500 unless said. */
        public Builder pageSize(int records) {
            pageSize = positive(records, "the size of a page");
            return this;
        }

        /** The most writes that are taken as one batch; 100 unless said. */
        public Builder batchSize(int writes) {
            batchSize = positive(writes, "the size of a batch");
            return this;
        }

        /** Checks and makes the description. */
        public RealtimeCollection build() {
            Set<String> own = new LinkedHashSet<>(List.of(updatedAt, deleted));
            boolean apart = own.size() == 2 && (writeKeys.isEmpty() || own.add(writeKeys));
            if (!apart || encoded.stream().anyMatch(own::contains)) {
                throw new IllegalArgumentException(
                        "the fields of the time of change, the tombstone, the write keys and encoded fields must differ");
            }
            return new RealtimeCollection(this);
        }

        private static String key(String text, String what) {
            if (!Keys.isKey(Given.text(text, what))) {
                throw new IllegalArgumentException(what + " is no key of the database: '" + text + "'");
            }
            return text;
        }

        private static int positive(int number, String what) {
            if (number < 1) {
                throw new IllegalArgumentException(what + " must be at least 1, was " + number);
            }
            return number;
        }
    }
}
