package dev.mooring.store;

import java.util.Collection;
import java.util.stream.Collectors;

/** What values of the store print: logs and exceptions get names and sizes, never what a user wrote, however much that is. */
final class Brief {

    private static final int LONGEST = 200;
    private static final int MOST = 8;

    private Brief() {}

    static String text(String any) {
        return any.length() <= LONGEST ? any : any.substring(0, LONGEST) + "... (" + any.length() + " characters)";
    }

    /** The first few of them, and how many there are. */
    static String names(Collection<String> names) {
        String some = names.stream().limit(MOST).map(Brief::text).collect(Collectors.joining(", "));
        return names.size() <= MOST ? "[" + some + "]" : "[" + some + ", ... " + names.size() + " in all]";
    }
}
