package dev.mooring.migrate;

import dev.mooring.migrate.internal.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report for machines. Members are added in later versions, never taken away. */
final class ReportJson {

    private ReportJson() {}

    static String text(Report report) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("action", report.action());
        all.put("state", report.state().name());
        all.put("paused", report.paused());
        all.put("clean", report.clean());
        all.put("started", report.started().toString());
        all.put("seconds", seconds(report.took()));
        all.put(
                "collections",
                report.collections().stream().map(ReportJson::collection).toList());
        return Json.text(all);
    }

    static Map<String, @Nullable Object> collection(CollectionReport each) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        Counts counts = each.counts();
        all.put("name", each.name());
        all.put("target", each.target());
        all.put("state", each.state().name());
        all.put("read", counts.read());
        all.put("created", counts.created());
        all.put("updated", counts.updated());
        all.put("deleted", counts.deleted());
        all.put("unchanged", counts.unchanged());
        all.put("returned", counts.returned());
        all.put("seconds", seconds(each.working()));
        all.put("rowsPerSecond", Math.round(each.rate()));
        all.put("quarantined", each.quarantined());
        all.put("firstQuarantined", quarantined(each.firstQuarantined()));
        all.put("verification", each.verification().done() ? verification(each.verification()) : null);
        all.put("notes", each.notes());
        return all;
    }

    static List<Map<String, @Nullable Object>> quarantined(List<Quarantined> rows) {
        return rows.stream().map(ReportJson::quarantined).toList();
    }

    private static Map<String, @Nullable Object> quarantined(Quarantined row) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("id", row.id());
        all.put("code", row.code());
        all.put("message", row.message());
        all.put("attempts", row.attempts());
        all.put("since", row.since().toString());
        return all;
    }

    private static Map<String, @Nullable Object> verification(Verification found) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("source", found.source());
        all.put("target", found.target());
        all.put("rangesThatDiffered", found.ranges());
        all.put("looks", found.looks());
        all.put("differences", found.differences());
        all.put("explained", found.explained());
        all.put("seconds", seconds(found.took()));
        all.put("first", found.first().stream().map(ReportJson::difference).toList());
        return all;
    }

    private static Map<String, @Nullable Object> difference(Difference row) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("id", row.id());
        all.put("kind", row.kind().name());
        all.put("explanation", row.explanation().orElse(null));
        return all;
    }

    static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
