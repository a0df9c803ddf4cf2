package dev.mooring.firebase.firestore;

import dev.mooring.support.given.Given;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a collection is like: where it is, and which fields are bookkeeping. Immutable. */
public final class FirestoreCollection {

    private static final int MOST_WRITES = 500;
    private static final int MOST_READ = 1000;

    private final Builder parts;

    private FirestoreCollection(Builder parts) {
        this.parts = parts;
    }

    /** A collection as the defaults have it: {@code updatedAt}, deletions marked by {@code deleted}, no write keys. */
    public static Builder builder() {
        return new Builder();
    }

    boolean hasPath() {
        return parts.path.isPresent();
    }

    String path(String name) {
        return parts.path.orElse(name);
    }

    String updatedAt() {
        return parts.updatedAt;
    }

    /** Empty where documents are removed for good. */
    Optional<String> deleted() {
        return parts.deleted;
    }

    Optional<String> writeKeys() {
        return parts.writeKeys;
    }

    /** Whose documents these are; empty = all of them. */
    Optional<Owner> owner() {
        return parts.owner;
    }

    /** What part of the collection this is, and by which field its cursors count. */
    String scope() {
        return "(" + parts.updatedAt + ")"
                + parts.owner
                        .map(owner -> " where " + owner.field() + " = " + owner.value())
                        .orElse("");
    }

    Duration overlap() {
        return parts.overlap;
    }

    int pageSize() {
        return parts.pageSize;
    }

    int batchSize() {
        return parts.batchSize;
    }

    Set<String> bookkeeping() {
        Set<String> names = new LinkedHashSet<>(List.of(parts.updatedAt));
        parts.deleted.ifPresent(names::add);
        parts.writeKeys.ifPresent(names::add);
        parts.owner.map(Owner::field).ifPresent(names::add);
        return names;
    }

    Feed feed() {
        return Feed.windowed(parts.overlap).sweptEvery(parts.sweep);
    }

    Removals removals() {
        if (parts.deleted.isEmpty()) {
            return Removals.none();
        }
        return parts.retention.map(Removals.deletes()::keptFor).orElse(Removals.deletes());
    }

    Replay replay() {
        return parts.writeKeys.isPresent() ? Replay.DEVICE_KEYS : Replay.IDS;
    }

    /** A field and what it is in the documents of one owner. */
    record Owner(String field, String value) {}

    /** Sets one part after the other. Not safe for several threads. */
    public static final class Builder {

        private Optional<String> path = Optional.empty();
        private String updatedAt = "updatedAt";
        private Optional<String> deleted = Optional.of("deleted");
        private Optional<String> writeKeys = Optional.empty();
        private Optional<Owner> owner = Optional.empty();
        private Optional<Duration> retention = Optional.empty();
        private Duration overlap = Duration.ofSeconds(5);
        private Duration sweep = Duration.ofDays(1);
        private int pageSize = 300;
        private int batchSize = MOST_WRITES;

        private Builder() {}

        private Builder(Builder from) {
            path = from.path;
            updatedAt = from.updatedAt;
            deleted = from.deleted;
            writeKeys = from.writeKeys;
            owner = from.owner;
            retention = from.retention;
            overlap = from.overlap;
            sweep = from.sweep;
            pageSize = from.pageSize;
            batchSize = from.batchSize;
        }

        /** Where the collection is, as {@code users/u1/todos}; the name by which it is opened unless said. */
        public Builder path(String slashed) {
            if (Given.text(slashed, "a collection's path").matches("[^/]+(/[^/]+/[^/]+)*")) {
                path = Optional.of(slashed);
                return this;
            }
            throw new IllegalArgumentException(
                    "the path of a collection is as todos or users/u1/todos, was " + slashed);
        }

        /**
         * Only the documents whose field holds that text, such as the id of the user who signs in: what the rules of a collection of many
         * users allow to one. What is created gets the field, and nothing changes it. The feed needs a composite index of this field and
         * of the time of the last change.
         */
        public Builder owner(String field, String value) {
            owner = Optional.of(new Owner(named(field), Given.text(value, "an owner")));
            return this;
        }

        /**
         * The field that holds the server's time of the last change; {@code updatedAt} unless said. Every writer MUST set it to the
         * server's timestamp, or the change is found by a sweep only.
         */
        public Builder updatedAt(String field) {
            updatedAt = named(field);
            return this;
        }

        /** The field that is {@code true} in what is deleted; {@code deleted} unless said. Without tombstones deletions are found by sweeps. */
        public Builder softDelete(String field) {
            deleted = Optional.of(named(field));
            return this;
        }

        /** Removes documents for good: a device learns of a deletion by a sweep only. */
        public Builder hardDelete() {
            deleted = Optional.empty();
            return this;
        }

        /** The field, a map, that keeps the last write key of each device. It needs tombstones, which keep it too. */
        public Builder writeKeys(String field) {
            writeKeys = Optional.of(named(field));
            return this;
        }

        /** How long tombstones are kept before a job of yours purges them. Who was away for longer reads everything anew. */
        public Builder retention(Duration time) {
            retention = Optional.of(Given.time(time, "the retention"));
            return this;
        }

        /** How late a commit may become visible after its timestamp and still be found by the feed; five seconds unless said. */
        public Builder overlap(Duration time) {
            overlap = Given.time(time, "the overlap");
            return this;
        }

        /**
         * How often the engine reads the whole collection for what the feed has missed; once a day unless said, since each document is
         * billed. What the application says to the engine goes before.
         */
        public Builder sweep(Duration every) {
            sweep = Given.time(every, "the time between sweeps");
            return this;
        }

        /** How many documents one query asks for at most; 300 unless said, 1,000 at most. */
        public Builder pageSize(int documents) {
            pageSize = within(documents, MOST_READ, "page");
            return this;
        }

        /** How many writes one batch takes at most; 500 unless said, which is also the most. */
        public Builder batchSize(int writes) {
            batchSize = within(writes, MOST_WRITES, "batch");
            return this;
        }

        /** Checks and makes the description. */
        public FirestoreCollection build() {
            FirestoreCollection made = new FirestoreCollection(new Builder(this));
            int fields =
                    1 + (deleted.isPresent() ? 1 : 0) + (writeKeys.isPresent() ? 1 : 0) + (owner.isPresent() ? 1 : 0);
            if (made.bookkeeping().size() != fields) {
                throw new IllegalArgumentException(
                        "one field cannot be two kinds of bookkeeping: " + made.bookkeeping());
            }
            if (writeKeys.isPresent() && deleted.isEmpty()) {
                throw new IllegalArgumentException(
                        "write keys need tombstones: a document that is gone remembers none");
            }
            return made;
        }

        private static String named(String field) {
            FieldCodec.named(Given.text(field, "a field's name"));
            return field;
        }

        private static int within(int number, int most, String what) {
            if (number < 1 || number > most) {
                throw new IllegalArgumentException("a " + what + " has 1 to " + most + " documents, was " + number);
            }
            return number;
        }
    }
}
