package dev.mooring.fetch.sim;

import static dev.mooring.fetch.sim.Trait.ATTRIBUTES;
import static dev.mooring.fetch.sim.Trait.DATA;
import static dev.mooring.fetch.sim.Trait.ERRORS_IN_BODY;
import static dev.mooring.fetch.sim.Trait.SERVER_NUMBER_IDS;
import static dev.mooring.fetch.sim.Trait.SINCE_MICROS;
import static dev.mooring.fetch.sim.Trait.SINGLE_DOCUMENT;
import static dev.mooring.fetch.sim.Trait.SOFT_DELETE;
import static dev.mooring.fetch.sim.Trait.STAMP_NUMBER;
import static dev.mooring.fetch.sim.Trait.STRICT;
import static dev.mooring.fetch.sim.Trait.VERSION_IN_BODY;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import wiremock.com.fasterxml.jackson.databind.JsonNode;
import wiremock.com.fasterxml.jackson.databind.node.ArrayNode;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/** What rows, lists and errors look like, and how a row that was sent is read. */
final class Rows {
    private static final String ID = "id";
    private static final String VERSION = "version";
    private static final String UPDATED = "updated_at";
    private static final String DELETED = "deleted";
    private static final Set<String> MANAGED = Set.of(ID, VERSION, UPDATED, DELETED);

    private final Style style;

    Rows(Style style) {
        this.style = style;
    }

    /** A row by itself, in its envelope. */
    ObjectNode single(Item item) {
        ObjectNode row = row(item);
        if (!style.has(DATA)) {
            return row;
        }
        ObjectNode body = Trees.object();
        body.set("data", row);
        return ok(body);
    }

    /** What is left to say of a row that is gone. */
    ObjectNode removal(String id) {
        ObjectNode row = Trees.object();
        putId(row, id);
        row.put(DELETED, true);
        return row;
    }

    ObjectNode row(Item item) {
        ObjectNode row = Trees.object();
        if (!style.has(SINGLE_DOCUMENT)) {
            putId(row, item.id());
        }
        if (style.has(ATTRIBUTES)) {
            row.set("attributes", item.fields());
        } else {
            row.setAll(item.fields());
        }
        if (style.showsVersion()) {
            row.put(VERSION, item.version());
        }
        item.updated().ifPresent(micros -> stamp(row, micros));
        if (style.has(SOFT_DELETE) && !style.has(SINGLE_DOCUMENT)) {
            row.put(DELETED, item.deleted());
        }
        return row;
    }

    /** A list; what is said about it stands in the body only where there is room. */
    JsonNode list(List<? extends JsonNode> rows, ObjectNode meta) {
        ArrayNode array = Trees.object().putArray("rows");
        rows.forEach(array::add);
        if (!style.has(DATA) && meta.isEmpty()) {
            return array;
        }
        ObjectNode body = Trees.object();
        body.set(style.has(DATA) ? "data" : "items", array);
        if (style.has(DATA)) {
            body.set("meta", meta);
            return ok(body);
        }
        body.setAll(meta);
        return body;
    }

    Reply error(ApiError error) {
        boolean inBody = style.has(ERRORS_IN_BODY) && error.status() != 401 && error.status() != 429;
        ObjectNode body = Trees.object();
        if (inBody) {
            body.put("ok", false).put("error", error.code());
        } else {
            body.put("type", "about:blank").put("title", error.code()).put("status", error.status());
        }
        Reply reply = Reply.of(inBody ? 200 : error.status(), body)
                .with("Content-Type", inBody ? "application/json" : "application/problem+json");
        return error.header().isEmpty() ? reply : reply.with(error.header(), error.value());
    }

    /** The id that a body names. */
    Optional<String> idOf(ObjectNode body) {
        return Optional.ofNullable(body.get(ID)).filter(id -> !id.isNull()).map(JsonNode::asText);
    }

    /** The version that a body was made on. */
    Optional<String> versionOf(ObjectNode body) {
        return Optional.ofNullable(body.get(VERSION))
                .filter(version -> !version.isNull())
                .map(JsonNode::asText);
    }

    /** Whether a body says that the row is deleted; empty where it does not say. */
    Optional<Boolean> deletedOf(ObjectNode body) {
        return style.has(SOFT_DELETE)
                ? Optional.ofNullable(body.get(DELETED)).map(JsonNode::asBoolean)
                : Optional.empty();
    }

    /** The fields in a body, without what the API manages: sent to a strict one, that is an error. */
    ObjectNode fieldsOf(ObjectNode body) {
        boolean oddVersion = body.has(VERSION) && !style.has(VERSION_IN_BODY) && style.showsVersion();
        boolean oddFlag = body.has(DELETED) && !style.has(SOFT_DELETE);
        if (style.has(STRICT) && (body.has(UPDATED) || oddVersion || oddFlag)) {
            throw new ApiError(422, "read_only_member");
        }
        if (style.has(ATTRIBUTES)) {
            if (body.path("attributes") instanceof ObjectNode attributes) {
                return attributes.deepCopy();
            }
            throw new ApiError(422, "attributes_missing");
        }
        ObjectNode fields = body.deepCopy();
        fields.remove(MANAGED);
        return fields;
    }

    private void putId(ObjectNode row, String id) {
        if (style.has(SERVER_NUMBER_IDS)) {
            row.put(ID, Long.parseLong(id));
        } else {
            row.put(ID, id);
        }
    }

    private void stamp(ObjectNode row, long micros) {
        boolean fine = style.has(SINCE_MICROS);
        if (style.has(STAMP_NUMBER)) {
            row.put(UPDATED, fine ? micros : micros / 1000);
        } else {
            row.put(UPDATED, World.rfc3339(micros, fine));
        }
    }

    private ObjectNode ok(ObjectNode body) {
        return style.has(ERRORS_IN_BODY) ? body.put("ok", true) : body;
    }
}
