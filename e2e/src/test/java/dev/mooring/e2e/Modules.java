package dev.mooring.e2e;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The main code of every module on the class path; a class belongs to the folder or the jar that it was read from. */
final class Modules {

    private static final Pattern FOLDER = Pattern.compile("/([^/]+)/target/classes/");
    private static final Pattern JAR = Pattern.compile("/mooring-([a-z-]+?)-[0-9][^/]*\\.jar!/");

    private static final ImportOption MAIN_CODE =
            location -> !location.contains("/test-classes/") && !location.contains("-tests.jar");

    private Modules() {}

    static JavaClasses mainCode() {
        return new ClassFileImporter().withImportOption(MAIN_CODE).importPackages("dev.mooring");
    }

    static Set<String> names(JavaClasses classes) {
        Set<String> names = new TreeSet<>();
        classes.forEach(each -> of(each).ifPresent(names::add));
        return names;
    }

    /** The module of a class; none for the JDK and for libraries. */
    static Optional<String> of(JavaClass type) {
        return type.getSource().map(source -> source.getUri().toString()).flatMap(Modules::named);
    }

    private static Optional<String> named(String location) {
        Matcher folder = FOLDER.matcher(location);
        if (folder.find()) {
            return Optional.of(folder.group(1));
        }
        Matcher jar = JAR.matcher(location);
        return jar.find() ? Optional.of(jar.group(1)) : Optional.empty();
    }
}
