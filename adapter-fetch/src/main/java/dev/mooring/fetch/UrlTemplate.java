package dev.mooring.fetch;

import dev.mooring.support.http.PathSegment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path and query with places in braces: <code>/{collection}/{id}?limit={limit}</code>. What is put in is percent-encoded whole, so
 * that no value can become another path or parameter. A query parameter of which a value is unknown is left out. Immutable.
 */
final class UrlTemplate {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    private static final Pattern BRACE = Pattern.compile("[{}]");

    private final String text;
    private final String path;
    private final List<String> parameters;
    private final Set<String> places = new LinkedHashSet<>();

    private UrlTemplate(String text) {
        this.text = text;
        int query = text.indexOf('?');
        this.path = query < 0 ? text : text.substring(0, query);
        this.parameters =
                query < 0 ? List.of() : List.of(text.substring(query + 1).split("&"));
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            places.add(place.group(1));
        }
    }

    /**
     * Reads a template.
     *
     * @param setting its name, for the message
     * @param known the places it may have
     */
    static UrlTemplate of(String setting, String text, Set<String> known) {
        if (!text.startsWith("/") || text.startsWith("//")) {
            throw new IllegalArgumentException(
                    "the URL of '" + setting + "' must begin with one '/', was '" + text + "'");
        }
        UrlTemplate template = new UrlTemplate(text);
        if (BRACE.matcher(PLACE.matcher(text).replaceAll("")).find() || !known.containsAll(template.places)) {
            throw new IllegalArgumentException(
                    "the URL of '" + setting + "' may have the places " + known + ", was '" + text + "'");
        }
        return template;
    }

    /** Whether there is such a place. */
    boolean has(String place) {
        return places.contains(place);
    }

    /** Whether an id stands alone between two slashes, where {@code .} and {@code ..} would be read as directions. */
    boolean idIsSegment() {
        return List.of(path.split("/")).contains("{id}");
    }

    /** The path alone. */
    UrlTemplate withoutQuery() {
        return new UrlTemplate(path);
    }

    /** The path and query with the values in their places. */
    String expand(Map<String, String> values) {
        List<String> known = new ArrayList<>();
        for (String parameter : parameters) {
            if (PLACE.matcher(parameter).results().allMatch(place -> values.containsKey(place.group(1)))) {
                known.add(fill(parameter, values));
            }
        }
        return fill(path, values) + (known.isEmpty() ? "" : "?" + String.join("&", known));
    }

    private static String fill(String part, Map<String, String> values) {
        return PLACE.matcher(part).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException("nothing is known for {" + place.group(1) + "} in " + part);
            }
            return Matcher.quoteReplacement(PathSegment.encodeQuery(value));
        });
    }

    @Override
    public String toString() {
        return text;
    }
}
