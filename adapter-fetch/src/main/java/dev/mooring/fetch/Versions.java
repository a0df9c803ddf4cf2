package dev.mooring.fetch;

import dev.mooring.support.json.Json;
import dev.mooring.support.json.Pointer;
import dev.mooring.sync.Version;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a record's version is and how it travels. Under ETAG its token is the entity tag as the header writes it; else it is the JSON
 * text of the version member, so that it goes back with its own type. Immutable.
 */
final class Versions {

    private final Precondition precondition;
    private final String field;
    private final String etagForm;

    Versions(Resource resource) {
        precondition = resource.get(FetchSettings.PRECONDITION);
        field = resource.text(FetchSettings.VERSION_FIELD);
        etagForm = resource.text(FetchSettings.VERSION_ETAG);
    }

    /** Whether every row shows its version, so that every write can name it. */
    boolean conditional() {
        return precondition != Precondition.NONE && !field.isEmpty();
    }

    Precondition precondition() {
        return precondition;
    }

    /**
     * The version of a row.
     *
     * @param etag the answer's, where the answer is about this row alone
     */
    Optional<Version> of(Map<String, @Nullable Object> row, Optional<String> etag) {
        Object value = field.isEmpty() ? null : row.get(field);
        if (precondition != Precondition.ETAG) {
            return Optional.ofNullable(value)
                    .map(known -> new Version(Json.standard().text(known)));
        }
        return Optional.ofNullable(value)
                .map(known -> etagForm.replace("{version}", known.toString()))
                .or(() -> etag.filter(tag -> !tag.startsWith("W/")))
                .map(Version::new);
    }

    /** The text that {@code If-Match} takes. */
    Optional<String> ifMatch(Optional<Version> version) {
        return precondition == Precondition.ETAG ? version.map(Version::token) : Optional.empty();
    }

    /** The text that a URL takes at its place {version}. */
    Optional<String> inUrl(Optional<Version> version) {
        return precondition == Precondition.FIELD ? version.map(this::value).map(Object::toString) : Optional.empty();
    }

    /** The version without the quotes of an entity tag. */
    static String bare(Version version) {
        String token = version.token();
        boolean quoted = token.length() > 1 && token.startsWith("\"") && token.endsWith("\"");
        return quoted ? token.substring(1, token.length() - 1) : token;
    }

    /** Puts the version into a body, where it travels there. */
    void into(Map<String, @Nullable Object> row, Optional<Version> version) {
        if (precondition == Precondition.FIELD) {
            version.ifPresent(known -> row.put(field, value(known)));
        }
    }

    private Object value(Version version) {
        return Pointer.ROOT.find(Json.standard().parse(version.token())).orElse(version.token());
    }
}
