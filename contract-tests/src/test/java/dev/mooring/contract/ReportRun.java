package dev.mooring.contract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import wiremock.com.fasterxml.jackson.databind.JsonNode;
import wiremock.com.fasterxml.jackson.databind.ObjectMapper;

/** Runs a contract class and reads its report. */
public final class ReportRun {

    private ReportRun() {}

    /** The report of a run of all rules. */
    static JsonNode of(Class<? extends AdapterContract> contract, Path reports) throws IOException {
        return of(contract, reports, DiscoverySelectors.selectClass(contract));
    }

    /** The report of a run of one group. */
    static JsonNode of(Class<? extends AdapterContract> contract, String group, Path reports) throws IOException {
        return of(contract, reports, DiscoverySelectors.selectNestedClass(List.of(contract), nested(group)));
    }

    /** The report of a run of one group whose rules are ended after a second. */
    static JsonNode ofSecond(Class<? extends AdapterContract> contract, String group, Path reports) throws IOException {
        DiscoverySelector selector = DiscoverySelectors.selectNestedClass(List.of(contract), nested(group));
        return of(contract, reports, selector, "1");
    }

    /** The report of a run of one rule, by the method that proves it. */
    public static JsonNode of(Class<? extends AdapterContract> contract, String group, String method, Path reports)
            throws IOException {
        return of(contract, reports, DiscoverySelectors.selectNestedMethod(List.of(contract), nested(group), method));
    }

    private static Class<?> nested(String group) {
        return Arrays.stream(AdapterContract.class.getDeclaredClasses())
                .filter(type -> type.getSimpleName().equals(group))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode of(Class<? extends AdapterContract> contract, Path reports, DiscoverySelector selector)
            throws IOException {
        return of(contract, reports, selector, "120");
    }

    private static JsonNode of(
            Class<? extends AdapterContract> contract, Path reports, DiscoverySelector selector, String seconds)
            throws IOException {
        LauncherFactory.create()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selector)
                        .configurationParameter("mooring.contract.reports", reports.toString())
                        .configurationParameter("mooring.contract.rule.seconds", seconds)
                        .build());
        return new ObjectMapper()
                .readTree(reports.resolve(contract.getSimpleName() + ".json").toFile());
    }

    /** The findings on one rule. */
    public static JsonNode rule(JsonNode report, String number) {
        for (JsonNode rule : report.get("rules")) {
            if (rule.get("rule").asText().equals(number)) {
                return rule;
            }
        }
        throw new AssertionError("the report has no rule " + number);
    }

    static String verdict(JsonNode report, String number) {
        return rule(report, number).get("verdict").asText();
    }
}
