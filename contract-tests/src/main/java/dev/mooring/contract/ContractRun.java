package dev.mooring.contract;

import dev.mooring.sync.SyncAdapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run of a contract class: what it found, for the report. Safe for several threads. */
final class ContractRun {

    private static final int IDS_PER_TEST = 1000;

    private final String subject;
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Map<Claim, String> claimed = new EnumMap<>(Claim.class);
    private final Map<Claim, String> unclaimed = new EnumMap<>(Claim.class);
    private int ids = 100_000_000 + new SecureRandom().nextInt(800_000) * IDS_PER_TEST;
    private boolean lastEnded = true;
    private String adapter = "";
    private String faults = "none";

    ContractRun(Class<?> contract) {
        subject = contract.getSimpleName();
    }

    /** The number that the next test's ids count from. */
    synchronized int nextIds() {
        ids += IDS_PER_TEST;
        return ids;
    }

    /** How long a rule may take: where the one before did not end, nobody wants to wait as long again. */
    synchronized Duration longest(int seconds) {
        Duration longest = Duration.ofSeconds(seconds);
        return lastEnded ? longest : longest.dividedBy(10);
    }

    /** Notes whether a rule ended by itself. */
    synchronized void ended(boolean byItself) {
        lastEnded = byItself;
    }

    /** Notes what the adapter claims, once. */
    synchronized void claims(AdapterContract contract, Bench bench) {
        if (!adapter.isEmpty()) {
            return;
        }
        SyncAdapter subjectAdapter = bench.client().adapter();
        adapter = subjectAdapter.guarantees().scope();
        faults = contract.faults().map(form -> form.form().name()).orElse("none");
        for (Claim claim : Claim.values()) {
            (claim.madeBy(subjectAdapter) ? claimed : unclaimed).put(claim, claim.seenIn(subjectAdapter));
        }
    }

    synchronized void add(ContractRule rule, String title, Verdict verdict, String reason) {
        findings.put(rule.value(), new Finding(CatalogueRule.of(rule, title, ""), verdict, reason));
    }

    /** Writes both reports. */
    synchronized void write(Path directory) {
        Report report = report();
        try {
            Files.createDirectories(directory);
            write(directory.resolve(subject + ".json"), report.json());
            write(directory.resolve(subject + ".md"), report.markdown());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the contract report of " + subject + " to " + directory, e);
        }
    }

    /** A message that was cut in the middle of a character is no reason to lose the report: its half becomes a question mark. */
    private static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private Report report() {
        List<Finding> all = new ArrayList<>();
        for (CatalogueRule rule : Catalogue.rules()) {
            all.add(findings.getOrDefault(rule.number(), new Finding(rule, Verdict.NOT_RUN, "")));
        }
        return new Report(subject, adapter, faults, all, Map.copyOf(claimed), Map.copyOf(unclaimed));
    }
}
