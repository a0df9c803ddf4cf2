package dev.mooring.firebase.firestore.sim;

import com.google.firestore.v1.ArrayValue;
import com.google.firestore.v1.Document;
import com.google.firestore.v1.Value;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Firestore refuses: reserved names, lists in lists, depth and size. Field paths are taken apart here too. */
final class Names {

    private static final int LARGEST = 1024 * 1024;
    private static final int DEEPEST = 20;
    private static final int LONGEST = 1500;

    private Names() {}

    static void check(Document document) {
        String id = document.getName().substring(document.getName().lastIndexOf('/') + 1);
        boolean numeric = id.matches("__id[0-9]+__");
        if (id.isEmpty() || id.equals(".") || id.equals("..") || (reserved(id) && !numeric) || bytes(id) > LONGEST) {
            throw invalid("the id \"" + id + "\" is not allowed: reserved or too long");
        }
        if (document.getSerializedSize() > LARGEST) {
            throw invalid("the document is larger than 1 MiB");
        }
        fields(document.getFieldsMap(), 0);
    }

    private static void fields(Map<String, Value> fields, int depth) {
        fields.forEach((name, value) -> {
            if (name.isEmpty() || reserved(name) || bytes(name) > LONGEST) {
                throw invalid("the field name \"" + name + "\" is empty, reserved or too long");
            }
            value(value, depth);
        });
    }

    private static void value(Value value, int depth) {
        if (depth >= DEEPEST && (value.hasMapValue() || value.hasArrayValue())) {
            throw invalid("nested deeper than " + DEEPEST);
        }
        if (value.hasMapValue() && !vector(value)) {
            fields(value.getMapValue().getFieldsMap(), depth + 1);
        }
        if (value.hasArrayValue()) {
            items(value.getArrayValue(), depth + 1);
        }
    }

    private static void items(ArrayValue list, int depth) {
        for (Value item : list.getValuesList()) {
            if (item.hasArrayValue()) {
                throw invalid("Cannot convert an array value in an array value.");
            }
            value(item, depth);
        }
    }

    /** A vector is a map with a reserved name. */
    private static boolean vector(Value value) {
        Value type = value.getMapValue().getFieldsMap().get("__type__");
        return type != null && type.getStringValue().equals("__vector__");
    }

    /** The names in a path such as {@code a.`b.c`}. */
    static List<String> path(String path) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (quoted && c == '\\') {
                name.append(path.charAt(++i));
            } else if (c == '`') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString());
        return names;
    }

    static StatusRuntimeException invalid(String message) {
        return Status.INVALID_ARGUMENT.withDescription(message).asRuntimeException();
    }

    private static boolean reserved(String name) {
        return name.matches("(?s)__.*__");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
