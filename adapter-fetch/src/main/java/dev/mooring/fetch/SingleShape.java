package dev.mooring.fetch;

import dev.mooring.sync.Document;
import dev.mooring.sync.Feed;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Listing;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Replay;
import dev.mooring.sync.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which records are in a single document. Immutable. */
final class SingleShape {

    private final Resource resource;
    private final Rows rows;
    private final boolean one;
    private final String id;

    SingleShape(Resource resource, Rows rows) {
        this.resource = resource;
        this.rows = rows;
        this.one = resource.get(FetchSettings.SINGLE) == Single.ONE;
        this.id = resource.get(FetchSettings.SINGLE_ID);
    }

    List<Document> documents(SingleDocument.State state) {
        Map<String, @Nullable Object> content = state.content();
        if (content == null) {
            return List.of();
        }
        if (one) {
            return List.of(whole(content, state.etag()));
        }
        List<Document> members = new ArrayList<>();
        rows.names()
                .fields(content)
                .forEach((name, value) -> member(name, value).ifPresent(members::add));
        return members;
    }

    Optional<Document> find(SingleDocument.State state, String wanted) {
        return documents(state).stream()
                .filter(document -> document.id().equals(wanted))
                .findFirst();
    }

    /** The document with one record changed, or removed where its fields are null; empty where nothing is left to be written. */
    Optional<Map<String, @Nullable Object>> with(
            SingleDocument.State state, String changed, @Nullable Map<String, @Nullable Object> fields) {
        if (one) {
            return Optional.ofNullable(fields)
                    .map(own -> rows.names().row(rows.names().sent(own)));
        }
        Map<String, @Nullable Object> content = state.content();
        Map<String, @Nullable Object> whole = content == null
                ? new LinkedHashMap<>()
                : new LinkedHashMap<>(rows.names().fields(content));
        if (fields == null) {
            whole.remove(changed);
        } else {
            whole.put(changed, fields);
        }
        return Optional.of(rows.names().row(whole));
    }

    /** One record has the document's version; a member has none, because another member's change is none of its own. */
    Guarantees guarantees(String scope) {
        boolean conditional = one && resource.get(FetchSettings.PRECONDITION) == Precondition.ETAG;
        Ids ids = one
                ? Ids.clientMade(Pattern.quote(id), Math.max(1, id.getBytes(StandardCharsets.UTF_8).length))
                : Ids.clientMade(
                        resource.find(FetchSettings.ID_RULE).orElse(Ids.ANY), resource.get(FetchSettings.LONGEST_ID));
        return Guarantees.builder(scope)
                .verbs(Promises.verbs(resource))
                .feed(Feed.snapshot())
                .listing(Listing.STABLE)
                .conditionalUpdates(conditional)
                .conditionalDeletes(conditional)
                .replay(Replay.IDS)
                .ids(ids)
                .managedFields(rows.names().managed())
                .largestPage(resource.get(FetchSettings.LARGEST_PAGE))
                .largestBody(resource.get(FetchSettings.LARGEST_BODY))
                .build();
    }

    private Document whole(Map<String, @Nullable Object> content, Optional<String> etag) {
        Document document = Document.of(id, rows.names().fields(content));
        return etag.map(tag -> document.withVersion(new Version(tag))).orElse(document);
    }

    private Optional<Document> member(String name, @Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Map)) {
            throw new Misconfigured("the member '" + name + "' is no object, so it is no record");
        }
        return Optional.of(Document.of(name, Rows.row(value)));
    }
}
