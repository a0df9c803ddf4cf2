package dev.mooring.fetch.sim;

import static dev.mooring.fetch.sim.Trait.IF_MATCH_REQUIRED;
import static dev.mooring.fetch.sim.Trait.MERGE_PATCH;
import static dev.mooring.fetch.sim.Trait.NO_CONTENT;
import static dev.mooring.fetch.sim.Trait.PUT_ONLY;
import static dev.mooring.fetch.sim.Trait.SERVER_NUMBER_IDS;
import static dev.mooring.fetch.sim.Trait.SINGLE_DOCUMENT;
import static dev.mooring.fetch.sim.Trait.SOFT_DELETE;
import static dev.mooring.fetch.sim.Trait.VERSION_IN_BODY;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import wiremock.com.fasterxml.jackson.databind.JsonNode;
import wiremock.com.fasterxml.jackson.databind.node.ObjectNode;

/** What POST, PUT, PATCH and DELETE do. */
final class Writing {
    private final Style style;
    private final World world;
    private final Rows rows;

    Writing(Style style, World world, Rows rows) {
        this.style = style;
        this.world = world;
        this.rows = rows;
    }

    Reply get(Call call, String collection, String id) {
        Item item = readable(collection, id).orElseThrow(ApiError::notFound);
        if (style.hasEtags() && matches(call, "If-None-Match", item)) {
            return Reply.empty(304).with("ETag", tag(item));
        }
        return tagged(Reply.of(200, rows.single(item)), item);
    }

    Reply post(Call call, String collection) {
        ObjectNode body = Trees.parseObject(call.body());
        ObjectNode fields = rows.fieldsOf(body);
        Optional<String> given = rows.idOf(body);
        if (style.makesIds() && given.isPresent()) {
            // JSON:API, "Client-Generated IDs": an unsupported one MUST be answered with 403
            throw new ApiError(403, "client_generated_id");
        }
        String id = style.makesIds() ? made() : given.orElseThrow(() -> new ApiError(422, "id_missing"));
        if (readable(collection, id).isPresent()) {
            throw new ApiError(409, "already_exists");
        }
        Item item =
                world.items(collection).save(id, fields, rows.deletedOf(body).orElse(false));
        Reply reply = style.has(NO_CONTENT) ? Reply.empty(201) : Reply.of(201, rows.single(item));
        String path = call.request().getUrl().split("\\?", 2)[0];
        String location =
                path + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return tagged(reply, item).with("Location", location);
    }

    Reply put(Call call, String collection, String id) {
        Optional<Item> there = readable(collection, id);
        if (there.isEmpty() && style.makesIds()) {
            throw ApiError.notFound();
        }
        ObjectNode body = named(call, id);
        ObjectNode fields = rows.fieldsOf(body);
        check(call, there, rows.versionOf(body));
        Item item =
                world.items(collection).save(id, fields, rows.deletedOf(body).orElse(false));
        // RFC 9110, 9.3.4: 201 where the target had no representation, else 200 or 204
        return answer(there.isEmpty() ? 201 : 200, item);
    }

    Reply patch(Call call, String collection, String id) {
        if (style.has(PUT_ONLY)) {
            throw new ApiError(405, "method_not_allowed", "Allow", "GET, PUT, DELETE");
        }
        Item there = readable(collection, id).orElseThrow(ApiError::notFound);
        String type = style.has(MERGE_PATCH) ? "application/merge-patch+json" : "application/json";
        if (!call.hasType(type)) {
            // RFC 5789, 2.2: a patch format that is not supported is 415, and Accept-Patch names those that are
            throw new ApiError(415, "unsupported_patch", "Accept-Patch", type);
        }
        ObjectNode body = named(call, id);
        ObjectNode patch = body.has("attributes") || body.size() > flags(body) ? rows.fieldsOf(body) : Trees.object();
        check(call, Optional.of(there), rows.versionOf(body));
        JsonNode fields = style.has(MERGE_PATCH)
                ? Trees.mergePatch(there.fields(), patch)
                : Trees.replaceMembers(there.fields(), patch);
        boolean deleted = rows.deletedOf(body).orElse(there.deleted());
        return answer(200, world.items(collection).save(id, (ObjectNode) fields, deleted));
    }

    Reply delete(Call call, String collection, String id) {
        Item there = readable(collection, id).orElseThrow(ApiError::notFound);
        check(call, Optional.of(there), call.parameter("version"));
        boolean soft = style.has(SOFT_DELETE) && !style.has(SINGLE_DOCUMENT);
        Item gone = world.items(collection).save(id, soft ? there.fields() : Trees.object(), true);
        if (soft) {
            return answer(200, gone);
        }
        return style.has(NO_CONTENT) || style.has(SINGLE_DOCUMENT) ? Reply.empty(204) : Reply.of(200, rows.removal(id));
    }

    /** What a GET would find: with soft deletion the deleted too. */
    private Optional<Item> readable(String collection, String id) {
        boolean soft = style.has(SOFT_DELETE) && !style.has(SINGLE_DOCUMENT);
        return world.items(collection).find(id).filter(item -> soft || !item.deleted());
    }

    private ObjectNode named(Call call, String id) {
        ObjectNode body = Trees.parseObject(call.body());
        if (!style.has(SINGLE_DOCUMENT)
                && rows.idOf(body).filter(given -> !given.equals(id)).isPresent()) {
            throw new ApiError(422, "other_id");
        }
        return body;
    }

    /** Members of a patch that are no fields. */
    private int flags(ObjectNode body) {
        int id = style.has(SINGLE_DOCUMENT) || !body.has("id") ? 0 : 1;
        return id + (rows.deletedOf(body).isPresent() ? 1 : 0) + (style.showsVersion() && body.has("version") ? 1 : 0);
    }

    /** RFC 9110, 13.2.2: If-Match first, then If-None-Match; a false one is 412. */
    private void check(Call call, Optional<Item> there, Optional<String> version) {
        if (style.has(VERSION_IN_BODY) && version.isPresent()) {
            if (there.filter(item -> version.get().equals(Long.toString(item.version())))
                    .isEmpty()) {
                throw new ApiError(409, "version_conflict");
            }
        }
        if (!style.hasEtags()) {
            return;
        }
        if (call.header("If-Match").isPresent()
                && there.filter(item -> matches(call, "If-Match", item)).isEmpty()) {
            throw new ApiError(412, "precondition_failed");
        }
        if (there.filter(item -> matches(call, "If-None-Match", item)).isPresent()) {
            throw new ApiError(412, "precondition_failed");
        }
        boolean unconditional = call.header("If-Match").isEmpty()
                && call.header("If-None-Match").isEmpty();
        if (style.has(IF_MATCH_REQUIRED) && unconditional && there.isPresent()) {
            throw new ApiError(428, "precondition_required");
        }
    }

    private static boolean matches(Call call, String header, Item item) {
        return call.header(header)
                .filter(tags -> tags.strip().equals("*")
                        || Arrays.stream(tags.split(","))
                                .anyMatch(tag -> tag.strip().equals(tag(item))))
                .isPresent();
    }

    private Reply answer(int status, Item item) {
        return tagged(
                style.has(NO_CONTENT) ? Reply.empty(status == 201 ? 201 : 204) : Reply.of(status, rows.single(item)),
                item);
    }

    private Reply tagged(Reply reply, Item item) {
        return style.hasEtags() ? reply.with("ETag", tag(item)) : reply;
    }

    private static String tag(Item item) {
        return '"' + Long.toString(item.version()) + '"';
    }

    private String made() {
        long number = world.next();
        return style.has(SERVER_NUMBER_IDS) ? Long.toString(number) : "rec_" + Long.toString(number, 36);
    }
}
