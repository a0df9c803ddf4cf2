package dev.mooring.fetch;

import dev.mooring.sync.backend.Setting;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The URLs of one collection, ready to be filled. Immutable. */
final class Routes {

    private static final Set<String> PAGED = Set.of("collection", "limit", "page", "offset", "cursor", "since");
    private static final Set<String> ONE = Set.of("collection", "id");
    private static final Set<String> VERSIONED = Set.of("collection", "id", "version");
    private static final Set<String> WHOLE = Set.of("collection");
    private static final Set<String> SOME = Set.of("collection", "ids");

    private final Resource resource;
    private final String collection;

    Routes(Resource resource, String collection) {
        this.resource = resource;
        this.collection = collection;
    }

    /** Refuses URLs that cannot be filled, and styles whose URL lacks its place. */
    static void check(Resource resource) {
        new Routes(resource, "any").checkAll();
    }

    UrlTemplate list() {
        return required(FetchSettings.LIST, PAGED);
    }

    UrlTemplate changes() {
        return required(FetchSettings.CHANGES, PAGED);
    }

    Optional<UrlTemplate> keys() {
        return find(FetchSettings.KEYS, PAGED);
    }

    Optional<UrlTemplate> item() {
        return find(FetchSettings.ITEM, ONE);
    }

    /** The path and query of one record. */
    String item(String id) {
        return fill(required(FetchSettings.ITEM, ONE), Map.of("id", id));
    }

    String create() {
        UrlTemplate list = list();
        return fill(find(FetchSettings.CREATE, WHOLE).orElseGet(list::withoutQuery), Map.of());
    }

    String update(String id, Optional<String> version) {
        return fill(
                find(FetchSettings.UPDATE, VERSIONED).orElseGet(() -> required(FetchSettings.ITEM, ONE)), id, version);
    }

    String delete(String id, Optional<String> version) {
        return fill(
                find(FetchSettings.DELETE, VERSIONED).orElseGet(() -> required(FetchSettings.ITEM, ONE)), id, version);
    }

    Optional<String> events() {
        return find(FetchSettings.EVENTS, WHOLE).map(url -> fill(url, Map.of()));
    }

    Optional<String> batch() {
        return find(FetchSettings.BATCH, WHOLE).map(url -> fill(url, Map.of()));
    }

    Optional<UrlTemplate> find() {
        return find(FetchSettings.FIND, SOME);
    }

    /** A template with the collection and other values in their places. */
    String fill(UrlTemplate template, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("collection", collection);
        return template.expand(all);
    }

    private String fill(UrlTemplate template, String id, Optional<String> version) {
        Map<String, String> values = new HashMap<>(Map.of("id", id));
        version.ifPresent(text -> values.put("version", text));
        return fill(template, values);
    }

    private Optional<UrlTemplate> find(Setting<String> setting, Set<String> places) {
        return resource.find(setting)
                .filter(text -> !text.isEmpty())
                .map(text -> UrlTemplate.of(setting.name(), text, places));
    }

    private UrlTemplate required(Setting<String> setting, Set<String> places) {
        return find(setting, places)
                .orElseThrow(() -> new IllegalArgumentException("the URL '" + setting.name() + "' is missing"));
    }

    private void checkAll() {
        item().ifPresent(item -> place(item, "item", "id", resource.get(FetchSettings.SINGLE) == Single.NO));
        update("1", Optional.of("1"));
        delete("1", Optional.of("1"));
        events();
        batch();
        find();
        if (resource.get(FetchSettings.SINGLE) != Single.NO) {
            return;
        }
        create();
        paged(list(), "list");
        keys().ifPresent(url -> paged(url, "keys"));
        Delta delta = resource.get(FetchSettings.DELTA);
        if (delta == Delta.SINCE) {
            paged(changes(), "changes");
        }
        if (delta != Delta.NONE) {
            place(changes(), "changes", delta == Delta.SINCE ? "since" : "cursor", true);
        }
    }

    private void paged(UrlTemplate url, String name) {
        Paging paging = resource.get(FetchSettings.PAGING);
        place(url, name, "page", paging == Paging.PAGE);
        place(url, name, "offset", paging == Paging.OFFSET);
        place(url, name, "cursor", paging == Paging.CURSOR);
        place(url, name, "limit", paging == Paging.PAGE || paging == Paging.OFFSET);
    }

    private static void place(UrlTemplate url, String name, String place, boolean needed) {
        if (needed && !url.has(place)) {
            throw new IllegalArgumentException(
                    "the URL '" + name + "' needs the place {" + place + "}, was '" + url + "'");
        }
    }
}
