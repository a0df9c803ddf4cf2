package dev.mooring.migrate;

import dev.mooring.migrate.internal.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan for people and for machines. */
final class PlanText {

    private PlanText() {}

    static String markdown(Plan plan) {
        StringBuilder text = new StringBuilder("# Migration: plan\n\nNothing was written. Reading took ");
        text.append(Words.time(plan.took())).append("; the copy will take roughly ");
        text.append(Words.time(plan.estimate())).append(".\n\n");
        text.append("| collection | target | records | size | will not fit | target is empty | roughly |\n");
        text.append("|---|---|--:|--:|--:|---|--:|\n");
        for (CollectionPlan each : plan.collections()) {
            text.append("| ").append(Words.cell(each.name()));
            text.append(" | ").append(Words.cell(each.target()));
            text.append(" | ").append(Words.count(each.records()));
            text.append(" | ").append(Words.count(each.bytes() / 1024)).append(" KiB");
            text.append(" | ").append(Words.count(each.unfit()));
            text.append(" | ").append(each.targetIsEmpty() ? "yes" : "no");
            text.append(" | ").append(Words.time(each.estimate())).append(" |\n");
        }
        plan.collections().forEach(each -> details(text, each));
        return text.toString();
    }

    private static void details(StringBuilder text, CollectionPlan each) {
        text.append("\n## ").append(each.name()).append("\n\n");
        each.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        text.append("\n| field | types | longest text |\n|---|---|--:|\n");
        for (FieldPlan field : each.fields()) {
            List<String> types = field.types().entrySet().stream()
                    .map(type -> type.getKey() + " " + Words.count(type.getValue()))
                    .toList();
            text.append("| ").append(Words.cell(field.name()));
            text.append(" | ").append(String.join(", ", types));
            text.append(" | ").append(field.longest() == 0 ? "" : Words.count(field.longest()));
            text.append(" |\n");
        }
        if (each.otherFields() > 0) {
            text.append("\nand ").append(Words.count(each.otherFields())).append(" values of other names\n");
        }
        if (!each.examples().isEmpty()) {
            text.append("\n| will not fit | why | |\n|---|---|---|\n");
            each.examples()
                    .forEach(row -> text.append("| ")
                            .append(Words.cell(row.id()))
                            .append(" | ")
                            .append(Words.cell(row.code()))
                            .append(" | ")
                            .append(Words.cell(row.message()))
                            .append(" |\n"));
        }
    }

    static String json(Plan plan) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("action", "plan");
        all.put("fits", plan.fits());
        all.put("started", plan.started().toString());
        all.put("seconds", ReportJson.seconds(plan.took()));
        all.put("estimatedSeconds", ReportJson.seconds(plan.estimate()));
        all.put(
                "collections",
                plan.collections().stream().map(PlanText::collection).toList());
        return Json.text(all);
    }

    private static Map<String, @Nullable Object> collection(CollectionPlan each) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("name", each.name());
        all.put("target", each.target());
        all.put("records", each.records());
        all.put("bytes", each.bytes());
        all.put("fields", each.fields().stream().map(PlanText::field).toList());
        all.put("otherFields", each.otherFields());
        all.put("unfit", each.unfit());
        all.put("examples", ReportJson.quarantined(each.examples()));
        all.put("targetIsEmpty", each.targetIsEmpty());
        all.put("estimatedSeconds", ReportJson.seconds(each.estimate()));
        all.put("notes", each.notes());
        return all;
    }

    private static Map<String, @Nullable Object> field(FieldPlan field) {
        return Map.of("name", field.name(), "types", field.types(), "longest", (long) field.longest());
    }
}
