package dev.mooring.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tests in the sources of all modules, those of the published contracts included, and the names of tests in pages. */
final class NamedTests {

    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");
    private static final Pattern PARENT = Pattern.compile("\\bclass\\s+(\\w+)[^{]*?\\bextends\\s+(\\w+)");

    /** A test has an annotation that ends in Test, a rule, or both, on the lines before its name. */
    private static final String TEST =
            "@(?:\\w*Test|ContractRule|StoreRule|Property)\\b(?:(?!\\bvoid\\b)[\\s\\S]){0,400}?\\bvoid\\s+";

    private final Map<String, String> sources = new HashMap<>();

    NamedTests(List<Path> files) {
        files.forEach(file -> sources.merge(
                file.getFileName().toString().replace(".java", ""), Checkout.read(file), (a, b) -> a + "\n" + b));
    }

    /** What a page names and nobody has. */
    List<String> missing(String page) {
        List<String> missing = new ArrayList<>();
        Matcher name = NAME.matcher(page);
        while (name.find()) {
            if (!has(name.group(1), name.group(2))) {
                missing.add(name.group(1) + "#" + name.group(2));
            }
        }
        return missing;
    }

    /** Whether a class has a test, or inherits it; the constant of an enum counts, since parameterised tests run through them. */
    boolean has(String type, String test) {
        String source = sources.get(type);
        if (source == null) {
            return false;
        }
        boolean own = Pattern.compile(TEST + Pattern.quote(test) + "\\s*\\(")
                .matcher(source)
                .find();
        return own
                || isConstant(type, source, test)
                || parent(type, source).map(above -> has(above, test)).orElse(false);
    }

    private static boolean isConstant(String type, String source, String name) {
        return Pattern.compile("\\benum\\s+" + type + "\\b").matcher(source).find()
                && Pattern.compile("(?m)^ {4}" + name + "\\b *[(,;{]")
                        .matcher(source)
                        .find();
    }

    private static Optional<String> parent(String type, String source) {
        return PARENT.matcher(source)
                .results()
                .filter(found -> found.group(1).equals(type))
                .map(found -> found.group(2))
                .findFirst();
    }
}
