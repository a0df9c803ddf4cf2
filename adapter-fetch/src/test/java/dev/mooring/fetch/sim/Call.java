package dev.mooring.fetch.sim;

import com.github.tomakehurst.wiremock.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request, decoded. */
record Call(String method, List<String> path, Map<String, String> query, Request request) {
    static Call of(Request request) {
        String[] parts = request.getUrl().split("\\?", 2);
        List<String> path = new ArrayList<>();
        for (String segment : parts[0].substring(1).split("/", -1)) {
            path.add(decoded(segment.replace("+", "%2B")));
        }
        Map<String, String> query = new LinkedHashMap<>();
        if (parts.length == 2 && !parts[1].isEmpty()) {
            for (String pair : parts[1].split("&", -1)) {
                String[] sides = pair.split("=", 2);
                query.put(decoded(sides[0]), sides.length == 2 ? decoded(sides[1]) : "");
            }
        }
        return new Call(request.getMethod().getName(), path, query, request);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    byte[] body() {
        byte[] body = request.getBody();
        return body == null ? new byte[0] : body;
    }

    void onlyParameters(Style style, Set<String> known) {
        if (style.has(Trait.STRICT) && !known.containsAll(query.keySet())) {
            throw new ApiError(400, "unknown_parameter");
        }
    }

    boolean hasType(String type) {
        return header("Content-Type")
                .filter(given -> given.split(";", 2)[0].strip().equalsIgnoreCase(type))
                .isPresent();
    }

    /** The whole number at least {@code least}; an odd one is an error or ignored, as the style is. */
    long number(Style style, String name, long otherwise, long least) {
        Optional<String> text = parameter(name);
        boolean good = text.filter(value -> value.matches("[0-9]{1,18}"))
                .filter(value -> Long.parseLong(value) >= least)
                .isPresent();
        if (text.isPresent() && !good && style.has(Trait.STRICT)) {
            throw new ApiError(400, "invalid_" + name);
        }
        return good ? Long.parseLong(text.orElseThrow()) : otherwise;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiError(400, "invalid_encoding");
        }
    }
}
