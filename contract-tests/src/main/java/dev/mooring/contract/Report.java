package dev.mooring.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report of one run, in two forms.
 *
 * @param subject the contract class
 * @param scope what the adapter calls itself
 * @param faults the form of fault injection that the fixture offers
 * @param findings one per rule of the catalogue
 * @param claimed what the adapter claims, and how
 * @param unclaimed what it does not claim
 */
record Report(
        String subject,
        String scope,
        String faults,
        List<Finding> findings,
        Map<Claim, String> claimed,
        Map<Claim, String> unclaimed) {

    private static final int WIDTH = 80;

    /** For programs. */
    String json() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("subject", subject);
        root.put("scope", scope);
        root.put("faults", faults);
        root.put("summary", summary());
        root.put("capabilities", capabilities());
        root.put("rules", findings.stream().map(Report::rule).toList());
        return Json.text(root);
    }

    /** For people. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# Contract report: ").append(subject).append("\n\n");
        text.append("Adapter: `")
                .append(scope)
                .append("`. Faults: ")
                .append(faults)
                .append(".\n\n");
        summary()
                .forEach((verdict, count) -> text.append("- ")
                        .append(verdict)
                        .append(": ")
                        .append(count)
                        .append('\n'));
        text.append("\n## Capabilities\n\n| guarantee | the adapter says | state |\n|---|---|---|\n");
        for (Claim claim : Claim.values()) {
            text.append(row(claim.words(), says(claim), state(claim)));
        }
        text.append("\n## Rules\n");
        String group = "";
        for (Finding finding : findings) {
            if (!finding.rule().group().equals(group)) {
                group = finding.rule().group();
                text.append("\n### ").append(group).append("\n\n");
            }
            text.append(item(finding));
        }
        return text.toString();
    }

    /** The rule in one paragraph and the reason in another, no wider than a terminal. */
    private static String item(Finding finding) {
        CatalogueRule rule = finding.rule();
        String verdict = words(finding.verdict());
        String shown = finding.verdict() == Verdict.FAILED ? "**" + verdict + "**" : verdict;
        String reason = finding.reason();
        String start = rule.number() + " (" + rule.statement() + "): ";
        String why = reason.startsWith(start) ? reason.substring(start.length()) : reason;
        return wrapped("- ", rule.number() + " " + shown + ": " + rule.statement())
                + (why.isEmpty() ? "" : "\n" + wrapped("  ", why) + "\n");
    }

    private static String wrapped(String start, String text) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(start);
        boolean empty = true;
        for (String word : text.strip().split("\\s+", -1)) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                lines.append(line).append('\n');
                line = new StringBuilder("  ");
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        return lines.append(line).append('\n').toString();
    }

    private Map<String, Long> summary() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            counts.put(
                    words(verdict),
                    findings.stream()
                            .filter(finding -> finding.verdict() == verdict)
                            .count());
        }
        return counts;
    }

    private List<Map<String, Object>> capabilities() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Claim claim : Claim.values()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("claim", claim.words());
            row.put("says", says(claim));
            row.put("state", state(claim));
            rows.add(row);
        }
        return rows;
    }

    private String says(Claim claim) {
        return claimed.getOrDefault(claim, unclaimed.getOrDefault(claim, ""));
    }

    private String state(Claim claim) {
        List<Verdict> verdicts = findings.stream()
                .filter(finding -> finding.rule().needs().contains(claim))
                .map(Finding::verdict)
                .toList();
        if (!claimed.containsKey(claim) && !unclaimed.containsKey(claim)) {
            return "unknown";
        }
        if (!claimed.containsKey(claim)) {
            boolean holds = verdicts.contains(Verdict.UNDECLARED) && !verdicts.contains(Verdict.SKIPPED);
            return holds ? "undeclared: it seems to hold" : "not claimed";
        }
        boolean refuted = findings.stream()
                .anyMatch(finding -> finding.verdict() == Verdict.FAILED
                        && finding.rule().refutes().contains(claim));
        if (refuted || verdicts.contains(Verdict.FAILED)) {
            return "FAILED";
        }
        return verdicts.contains(Verdict.PASSED) ? "proven" : "claimed, not proven";
    }

    private static Map<String, Object> rule(Finding finding) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("rule", finding.rule().number());
        row.put("statement", finding.rule().statement());
        row.put("asked", finding.rule().asked());
        row.put("verdict", words(finding.verdict()));
        row.put("reason", finding.reason());
        return row;
    }

    private static String words(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            String text = String.valueOf(cell).replace("|", "\\|").replaceAll("\\R", " ");
            row.append(' ').append(text).append(" |");
        }
        return row.append('\n').toString();
    }
}
