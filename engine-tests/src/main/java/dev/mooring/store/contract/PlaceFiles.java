package dev.mooring.store.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a store's place. */
final class PlaceFiles {

    private PlaceFiles() {}

    /** Size and digest of every file that has content, by its path within the place. */
    static Map<String, String> contents(Path place) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : list(place)) {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 0) {
                contents.put(place.relativize(file).toString(), bytes.length + " bytes, " + digest(bytes));
            }
        }
        return contents;
    }

    static void copy(Path from, Path to) throws IOException {
        for (Path file : list(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.resolveSibling("."));
            Files.copy(file, target);
        }
    }

    private static List<Path> list(Path place) throws IOException {
        try (Stream<Path> found = Files.walk(place)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
