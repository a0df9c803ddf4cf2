package dev.mooring.fetch;

import dev.mooring.support.given.Given;
import dev.mooring.sync.Removals;
import dev.mooring.sync.Replay;
import dev.mooring.sync.backend.Setting;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one collection of a REST API is like: its URLs, the places and names in its answers, its styles, and what its backend
 * claims. Every part has a default, see {@link Preset#PLAIN}. Immutable.
 */
public final class Resource {

    private final Map<Setting<?>, Object> values;

    private Resource(Map<Setting<?>, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Starts from {@link Preset#PLAIN}. */
    public static Builder builder() {
        return builder(Preset.PLAIN);
    }

    /** Starts from a preset. */
    public static Builder builder(Preset preset) {
        Builder builder = new Builder();
        preset.apply(builder);
        return builder;
    }

    /** Starts from this. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.values.putAll(values);
        return builder;
    }

    /** A value that every preset gives. */
    <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException("no preset gives '" + setting.name() + "'"));
    }

    /** A value that may be given. */
    @SuppressWarnings("unchecked") // Builder.with stores only values of the setting's type
    <T> Optional<T> find(Setting<T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }

    /** A text; empty when it is not given. */
    String text(Setting<String> setting) {
        return find(setting).orElse("");
    }

    /** A text of names separated by commas. */
    List<String> names(Setting<String> setting) {
        return Stream.of(text(setting).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    boolean flag(Setting<Boolean> setting) {
        return find(setting).orElse(false);
    }

    /** Sets one part after the other. Not safe for several threads. */
    public static final class Builder {

        private final Map<Setting<?>, Object> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Any setting of {@link FetchSettings} that belongs to a collection; the common ones have a verb of their own.
         *
         * @param <T> the type of its value
         */
        public <T> Builder with(Setting<T> setting, T value) {
            if (!FetchSettings.OF_COLLECTION.contains(Given.present(setting, "a setting"))) {
                throw new IllegalArgumentException("'" + setting.name() + "' is no setting of a collection");
            }
            values.put(setting, Given.present(value, "'" + setting.name() + "'"));
            return this;
        }

        /** See {@link FetchSettings#LIST}. */
        public Builder list(String url) {
            return with(FetchSettings.LIST, url);
        }

        /** See {@link FetchSettings#ITEM}. */
        public Builder item(String url) {
            return with(FetchSettings.ITEM, url);
        }

        /** See {@link FetchSettings#CREATE}. */
        public Builder create(String url) {
            return with(FetchSettings.CREATE, url);
        }

        /** See {@link FetchSettings#UPDATE}. */
        public Builder update(String url) {
            return with(FetchSettings.UPDATE, url);
        }

        /** See {@link FetchSettings#DELETE}. */
        public Builder delete(String url) {
            return with(FetchSettings.DELETE, url);
        }

        /** See {@link FetchSettings#CHANGES}. */
        public Builder changes(String url) {
            return with(FetchSettings.CHANGES, url);
        }

        /** See {@link FetchSettings#EVENTS}. */
        public Builder events(String url) {
            return with(FetchSettings.EVENTS, url);
        }

        /** See {@link FetchSettings#BATCH}. */
        public Builder batch(String url) {
            return with(FetchSettings.BATCH, url);
        }

        /** See {@link FetchSettings#FIND}. */
        public Builder find(String url) {
            return with(FetchSettings.FIND, url);
        }

        /** See {@link FetchSettings#KEYS}. */
        public Builder keys(String url) {
            return with(FetchSettings.KEYS, url);
        }

        /** See {@link FetchSettings#ROWS}. */
        public Builder rows(String pointer) {
            return with(FetchSettings.ROWS, pointer);
        }

        /** See {@link FetchSettings#CHANGE_ROWS}. */
        public Builder changeRows(String pointer) {
            return with(FetchSettings.CHANGE_ROWS, pointer);
        }

        /** See {@link FetchSettings#KEY_ROWS}. */
        public Builder keyRows(String pointer) {
            return with(FetchSettings.KEY_ROWS, pointer);
        }

        /** See {@link FetchSettings#ROW}. */
        public Builder row(String pointer) {
            return with(FetchSettings.ROW, pointer);
        }

        /** See {@link FetchSettings#NEXT}. */
        public Builder next(String pointer) {
            return with(FetchSettings.NEXT, pointer);
        }

        /** See {@link FetchSettings#MORE}. */
        public Builder more(String pointer) {
            return with(FetchSettings.MORE, pointer);
        }

        /** See {@link FetchSettings#KIND}. */
        public Builder kind(String pointer) {
            return with(FetchSettings.KIND, pointer);
        }

        /** See {@link FetchSettings#ERROR}. */
        public Builder error(String pointer) {
            return with(FetchSettings.ERROR, pointer);
        }

        /** See {@link FetchSettings#CODE}. */
        public Builder code(String pointer) {
            return with(FetchSettings.CODE, pointer);
        }

        /** See {@link FetchSettings#OK}. */
        public Builder ok(String pointer) {
            return with(FetchSettings.OK, pointer);
        }

        /** See {@link FetchSettings#CURRENT}. */
        public Builder current(String pointer) {
            return with(FetchSettings.CURRENT, pointer);
        }

        /** See {@link FetchSettings#ENVELOPE}. */
        public Builder envelope(String pointer) {
            return with(FetchSettings.ENVELOPE, pointer);
        }

        /** See {@link FetchSettings#FIELDS}. */
        public Builder fields(String pointer) {
            return with(FetchSettings.FIELDS, pointer);
        }

        /** See {@link FetchSettings#EVENT_IDS}. */
        public Builder eventIds(String pointer) {
            return with(FetchSettings.EVENT_IDS, pointer);
        }

        /** See {@link FetchSettings#ID_FIELD}. */
        public Builder idField(String name) {
            return with(FetchSettings.ID_FIELD, name);
        }

        /** See {@link FetchSettings#VERSION_FIELD}. */
        public Builder versionField(String name) {
            return with(FetchSettings.VERSION_FIELD, name);
        }

        /** See {@link FetchSettings#UPDATED_FIELD}. */
        public Builder updatedField(String name) {
            return with(FetchSettings.UPDATED_FIELD, name);
        }

        /** See {@link FetchSettings#DELETED_FIELD}. */
        public Builder deletedField(String name) {
            return with(FetchSettings.DELETED_FIELD, name);
        }

        /** See {@link FetchSettings#KEYS_FIELD}. */
        public Builder keysField(String name) {
            return with(FetchSettings.KEYS_FIELD, name);
        }

        /** See {@link FetchSettings#LEFT_FIELD}. */
        public Builder leftField(String name) {
            return with(FetchSettings.LEFT_FIELD, name);
        }

        /** See {@link FetchSettings#MANAGED}. */
        public Builder managed(String... names) {
            return with(FetchSettings.MANAGED, joined(names));
        }

        /** See {@link FetchSettings#HIDDEN}. */
        public Builder hidden(String... names) {
            return with(FetchSettings.HIDDEN, joined(names));
        }

        /** See {@link FetchSettings#PAGING}. */
        public Builder paging(Paging how) {
            return with(FetchSettings.PAGING, how);
        }

        /** See {@link FetchSettings#DELTA}. */
        public Builder delta(Delta how) {
            return with(FetchSettings.DELTA, how);
        }

        /** See {@link FetchSettings#START}. */
        public Builder start(Start how) {
            return with(FetchSettings.START, how);
        }

        /** See {@link FetchSettings#OVERLAP}. */
        public Builder overlap(Duration time) {
            return with(FetchSettings.OVERLAP, time);
        }

        /** See {@link FetchSettings#PRECONDITION}. */
        public Builder precondition(Precondition how) {
            return with(FetchSettings.PRECONDITION, how);
        }

        /** See {@link FetchSettings#REQUIRED}. */
        public Builder required() {
            return with(FetchSettings.REQUIRED, true);
        }

        /** See {@link FetchSettings#CREATE_BY}. */
        public Builder createBy(CreateBy how) {
            return with(FetchSettings.CREATE_BY, how);
        }

        /** See {@link FetchSettings#UPDATE_BY}. */
        public Builder updateBy(UpdateBy how) {
            return with(FetchSettings.UPDATE_BY, how);
        }

        /** See {@link FetchSettings#DELETE_BY}. */
        public Builder deleteBy(DeleteBy how) {
            return with(FetchSettings.DELETE_BY, how);
        }

        /** See {@link FetchSettings#KEY_HEADER}. */
        public Builder keyHeader(String name) {
            return with(FetchSettings.KEY_HEADER, name);
        }

        /** See {@link FetchSettings#WITHOUT}. */
        public Builder without(String... verbs) {
            return with(FetchSettings.WITHOUT, joined(verbs));
        }

        /** See {@link FetchSettings#READ_BACK}. */
        public Builder readBack(boolean yes) {
            return with(FetchSettings.READ_BACK, yes);
        }

        /** See {@link FetchSettings#KEEP_ALIVE}. */
        public Builder keepAlive(Duration time) {
            return with(FetchSettings.KEEP_ALIVE, time);
        }

        /** See {@link FetchSettings#SINGLE}. */
        public Builder single(Single how) {
            return with(FetchSettings.SINGLE, how);
        }

        /** See {@link FetchSettings#COMPLETE}. */
        public Builder complete() {
            return with(FetchSettings.COMPLETE, true);
        }

        /** See {@link FetchSettings#STABLE}. */
        public Builder stable() {
            return with(FetchSettings.STABLE, true);
        }

        /** See {@link FetchSettings#FRESH}. */
        public Builder fresh() {
            return with(FetchSettings.FRESH, true);
        }

        /** See {@link FetchSettings#REPLAY}. */
        public Builder replay(Replay how) {
            return with(FetchSettings.REPLAY, how);
        }

        /** See {@link FetchSettings#REMOVALS}. */
        public Builder removals(Removals.Told how) {
            return with(FetchSettings.REMOVALS, how);
        }

        /** See {@link FetchSettings#RETENTION}. */
        public Builder retention(Duration time) {
            return with(FetchSettings.RETENTION, time);
        }

        /** See {@link FetchSettings#IDS}. */
        public Builder ids(IdMaker how) {
            return with(FetchSettings.IDS, how);
        }

        /** See {@link FetchSettings#ID_RULE}. */
        public Builder idRule(String regex) {
            return with(FetchSettings.ID_RULE, regex);
        }

        /** See {@link FetchSettings#LONGEST_ID}. */
        public Builder longestId(int bytes) {
            return with(FetchSettings.LONGEST_ID, bytes);
        }

        /** See {@link FetchSettings#LARGEST_PAGE}. */
        public Builder largestPage(int rows) {
            return with(FetchSettings.LARGEST_PAGE, rows);
        }

        /** See {@link FetchSettings#LARGEST_BATCH}. */
        public Builder largestBatch(int writes) {
            return with(FetchSettings.LARGEST_BATCH, writes);
        }

        /** See {@link FetchSettings#LARGEST_BODY}. */
        public Builder largestBody(int bytes) {
            return with(FetchSettings.LARGEST_BODY, bytes);
        }

        private static String joined(String... names) {
            for (String name : Given.present(names, "the names")) {
                Given.text(name, "a name");
            }
            return String.join(",", names);
        }

        /** Checks what can be checked without a name and makes the resource. */
        public Resource build() {
            Resource resource = new Resource(values);
            Routes.check(resource);
            return resource;
        }
    }
}
