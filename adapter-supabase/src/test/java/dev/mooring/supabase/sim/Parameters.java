package dev.mooring.supabase.sim;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A query's parameters, decoded, in their order. A plus is a blank. */
record Parameters(List<Map.Entry<String, String>> all) {

    static Parameters of(@Nullable String query) {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        for (String part : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            all.add(Map.entry(decoded(name), decoded(part.substring(equals + 1))));
        }
        return new Parameters(all);
    }

    String one(String name, String otherwise) {
        return all.stream()
                .filter(each -> each.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
