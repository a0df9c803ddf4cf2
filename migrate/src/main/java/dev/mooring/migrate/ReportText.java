package dev.mooring.migrate;

import java.util.Locale;

/** A report for people. */
final class ReportText {

    private ReportText() {}

    static String markdown(Report report) {
        StringBuilder text = new StringBuilder();
        text.append("# Migration: ").append(report.action()).append("\n\n");
        text.append("State: ").append(words(report.state())).append(report.paused() ? ", paused" : "");
        text.append(". Began ").append(report.started()).append(", took ").append(Words.time(report.took()));
        text.append(".\n\n");
        counts(text, report);
        verification(text, report);
        report.collections().forEach(each -> details(text, each));
        return text.toString();
    }

    private static String words(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void counts(StringBuilder text, Report report) {
        text.append(
                "| collection | target | state | read | created | updated | deleted | unchanged | quarantined | rate |\n");
        text.append("|---|---|---|--:|--:|--:|--:|--:|--:|--:|\n");
        for (CollectionReport each : report.collections()) {
            Counts counts = each.counts();
            text.append("| ").append(Words.cell(each.name()));
            text.append(" | ").append(Words.cell(each.target()));
            text.append(" | ").append(words(each.state()));
            for (long number : new long[] {
                counts.read(),
                counts.created(),
                counts.updated(),
                counts.deleted(),
                counts.unchanged(),
                each.quarantined()
            }) {
                text.append(" | ").append(Words.count(number));
            }
            text.append(" | ").append(Words.count(Math.round(each.rate()))).append("/s |\n");
        }
    }

    private static void verification(StringBuilder text, Report report) {
        if (report.collections().stream().noneMatch(each -> each.verification().done())) {
            return;
        }
        text.append("\n| compared | source | target | ranges that differed | differences | explained | took |\n");
        text.append("|---|--:|--:|--:|--:|--:|--:|\n");
        for (CollectionReport each : report.collections()) {
            Verification found = each.verification();
            if (found.done()) {
                text.append("| ").append(Words.cell(each.name()));
                for (long number : new long[] {
                    found.source(), found.target(), found.ranges(), found.differences(), found.explained()
                }) {
                    text.append(" | ").append(Words.count(number));
                }
                text.append(" | ").append(Words.time(found.took())).append(" |\n");
            }
        }
    }

    private static void details(StringBuilder text, CollectionReport each) {
        if (each.notes().isEmpty()
                && each.firstQuarantined().isEmpty()
                && each.verification().first().isEmpty()) {
            return;
        }
        text.append("\n## ").append(each.name()).append("\n\n");
        each.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        if (!each.firstQuarantined().isEmpty()) {
            text.append("\n| in quarantine | why | | tried |\n|---|---|---|--:|\n");
            each.firstQuarantined()
                    .forEach(row -> text.append("| ")
                            .append(Words.cell(row.id()))
                            .append(" | ")
                            .append(Words.cell(row.code()))
                            .append(" | ")
                            .append(Words.cell(row.message()))
                            .append(" | ")
                            .append(row.attempts())
                            .append(" |\n"));
            more(text, each.quarantined() - each.firstQuarantined().size());
        }
        differences(text, each.verification());
    }

    private static void differences(StringBuilder text, Verification found) {
        if (found.first().isEmpty()) {
            return;
        }
        text.append("\n| differs | how | explained |\n|---|---|---|\n");
        found.first()
                .forEach(row -> text.append("| ")
                        .append(Words.cell(row.id()))
                        .append(" | ")
                        .append(row.kind().name().toLowerCase(Locale.ROOT))
                        .append(" | ")
                        .append(Words.cell(row.explanation().orElse("no")))
                        .append(" |\n"));
        more(text, found.differences() + found.explained() - found.first().size());
    }

    private static void more(StringBuilder text, long count) {
        if (count > 0) {
            text.append("\nand ").append(Words.count(count)).append(" more\n");
        }
    }
}
