package dev.mooring.migrate;

import dev.mooring.migrate.internal.Json;
import java.time.Duration;
import java.util.List;

/** A verification as the checkpoint keeps it: a list of numbers. The differences have their own table. */
final class VerificationText {

    private VerificationText() {}

    static String text(Verification found) {
        return Json.text(List.of(
                found.source(),
                found.target(),
                found.ranges(),
                found.looks(),
                found.differences(),
                found.explained(),
                found.took().toNanos()));
    }

    static Verification read(String text, List<Difference> first) {
        if (text.isEmpty() || !(Json.parse(text) instanceof List<?> list)) {
            return Verification.NONE;
        }
        long[] n = list.stream().mapToLong(each -> (Long) each).toArray();
        return new Verification(true, n[0], n[1], n[2], n[3], n[4], n[5], first, Duration.ofNanos(n[6]));
    }
}
