package dev.mooring.support.status;

import static dev.mooring.support.status.Reaction.ABSENT;
import static dev.mooring.support.status.Reaction.CONFLICT;
import static dev.mooring.support.status.Reaction.DONE;
import static dev.mooring.support.status.Reaction.EXPIRED;
import static dev.mooring.support.status.Reaction.IN_DOUBT;
import static dev.mooring.support.status.Reaction.MISCONFIGURED;
import static dev.mooring.support.status.Reaction.REFUSED;
import static dev.mooring.support.status.Reaction.TEMPORARY;
import static dev.mooring.support.status.Reaction.UNAUTHENTICATED;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What statuses mean where a backend says nothing else. The last rows take every status there is. */
final class StandardRows {

    static final List<StatusRow> ALL = List.of(
            each(200, 299, DONE, ""),
            each(300, 399, MISCONFIGURED, "no redirect is followed: the address is wrong"),
            row(400, MISCONFIGURED, REFUSED, REFUSED, REFUSED, REFUSED, ""),
            each(401, 401, UNAUTHENTICATED, ""),
            row(403, MISCONFIGURED, REFUSED, REFUSED, REFUSED, REFUSED, "a valid token that may not do this"),
            row(
                    404,
                    MISCONFIGURED,
                    MISCONFIGURED,
                    ABSENT,
                    ABSENT,
                    MISCONFIGURED,
                    "no such collection, or no such record"),
            each(405, 406, MISCONFIGURED, "the backend lacks the method or the media type"),
            each(407, 407, MISCONFIGURED, "a proxy wants a sign-in"),
            each(408, 408, IN_DOUBT, ""),
            row(409, MISCONFIGURED, CONFLICT, CONFLICT, CONFLICT, REFUSED, ""),
            row(410, EXPIRED, CONFLICT, ABSENT, ABSENT, REFUSED, ""),
            row(412, MISCONFIGURED, CONFLICT, CONFLICT, CONFLICT, REFUSED, ""),
            row(413, MISCONFIGURED, REFUSED, REFUSED, REFUSED, REFUSED, "too large"),
            each(415, 415, MISCONFIGURED, "the backend does not take the media type"),
            row(422, MISCONFIGURED, REFUSED, REFUSED, REFUSED, REFUSED, ""),
            each(425, 425, TEMPORARY, ""),
            each(428, 428, MISCONFIGURED, "the backend demands preconditions"),
            each(429, 429, TEMPORARY, "`Retry-After` is honoured"),
            row(400, 499, MISCONFIGURED, REFUSED, REFUSED, REFUSED, REFUSED, "every other"),
            each(500, 599, IN_DOUBT, "`Retry-After` is honoured"),
            each(0, 999, IN_DOUBT, "no status of HTTP"));

    private StandardRows() {}

    private static StatusRow each(int first, int last, Reaction reaction, String remark) {
        return row(first, last, reaction, reaction, reaction, reaction, reaction, remark);
    }

    private static StatusRow row(
            int status,
            Reaction read,
            Reaction create,
            Reaction update,
            Reaction delete,
            Reaction batch,
            String remark) {
        return row(status, status, read, create, update, delete, batch, remark);
    }

    private static StatusRow row(
            int first,
            int last,
            Reaction read,
            Reaction create,
            Reaction update,
            Reaction delete,
            Reaction batch,
            String remark) {
        Map<CallKind, Reaction> reactions = new EnumMap<>(CallKind.class);
        reactions.put(CallKind.READ, read);
        reactions.put(CallKind.CREATE, create);
        reactions.put(CallKind.UPDATE, update);
        reactions.put(CallKind.DELETE, delete);
        reactions.put(CallKind.BATCH, batch);
        return new StatusRow(first, last, StatusRow.ANY, reactions, remark);
    }
}
