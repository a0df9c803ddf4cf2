package dev.mooring.contract;

import dev.mooring.sync.Create;
import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the group VALUE: what is written comes back equal, or its field is refused by name. */
abstract class ValueRules extends Rules {

    private static final String ANY = Schema.EXTRA;

    ValueRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule("VALUE-1")
    @DisplayName("texts keep their blanks, quotes, line breaks and control characters")
    void textsKeepTheirCharacters() {
        String controls = "\u0000\u0001\u0007\u001b\u007f\u0085";

        survive(
                Schema.BODY,
                "",
                " ",
                "  both ends  ",
                "'\"`\\",
                "a\nb\r\nc\td",
                "\u2028\u2029",
                controls,
                "%s {0} $1 &amp;");
        survive(ANY, "", " x ", "\"", "\\u0041", "\n");
    }

    @Test
    @ContractRule("VALUE-2")
    @DisplayName("texts keep every character of unicode, composed and decomposed forms apart")
    void textsKeepUnicode() {
        survive(
                Schema.BODY,
                "\uD83D\uDE00",
                "\uD83D\uDC69\u200D\uD83D\uDCBB",
                "\u00e9",
                "e\u0301",
                "\u202eabc",
                "\ufeffx",
                "\uFFFF");
    }

    @Test
    @ContractRule("VALUE-3")
    @DisplayName("a text that looks like a number, a date, a null or a list stays a text")
    void lookalikesStayTexts() {
        survive(
                Schema.BODY,
                "007",
                "1.10",
                "true",
                "null",
                "2026-01-01T00:00:00Z",
                "[1]",
                "{\"a\":1}",
                "NaN",
                "undefined");
        survive(ANY, "007", "1e3", "false", "null", "{}");
    }

    @Test
    @ContractRule("VALUE-4")
    @DisplayName("whole numbers of 64 bits stay exact")
    void wholeNumbersStayExact() {
        survive(Schema.AMOUNT, 0L, -1L, (1L << 53) + 1, -(1L << 53) - 1, Long.MAX_VALUE, Long.MIN_VALUE);
        survive(ANY, (1L << 53) + 1, Long.MIN_VALUE);
    }

    @Test
    @ContractRule("VALUE-5")
    @DisplayName("whole numbers beyond 64 bits stay exact")
    void largeWholeNumbersStayExact() {
        BigInteger large = BigInteger.TWO.pow(200).add(BigInteger.ONE);

        survive(Schema.PRICE, new BigInteger("9223372036854775808"), large.negate());
        survive(ANY, large);
    }

    @Test
    @ContractRule("VALUE-6")
    @DisplayName("decimal numbers stay exact, small and large; -0 is 0")
    void decimalsStayExact() {
        survive(
                Schema.PRICE,
                decimal("0.1"),
                decimal("1.10"),
                decimal("-1e-30"),
                decimal("123456789.123456789123456789"));
        survive(Schema.PRICE, -0.0, decimal("1e400"));
        survive(ANY, decimal("0.30000000000000004"), decimal("1e-400"), 0.1f);
    }

    @Test
    @ContractRule("VALUE-7")
    @DisplayName("true and false stay what they are")
    void truthStaysTruth() {
        survive(Schema.DONE, true, false);
        survive(ANY, true, false, List.of(true, false));
    }

    @Test
    @ContractRule("VALUE-8")
    @DisplayName("a field that is null is a field that is not there")
    void nullIsAbsence() {
        Map<String, @Nullable Object> withNull = new LinkedHashMap<>(fields(1));
        withNull.put(Schema.BODY, null);

        Document made = client().make(1, withNull);

        Check.that(
                !made.fields().containsKey(Schema.BODY),
                "create with '" + Schema.BODY + "' null",
                "no such field",
                made);
        client().mustSee(made.id(), withNull, "create with a null field");
    }

    @Test
    @ContractRule("VALUE-9")
    @DisplayName("null inside maps and lists is a value")
    void nestedNullIsAValue() {
        survive(
                ANY,
                Collections.singletonMap("nothing", null),
                Arrays.asList(1L, null, "x"),
                Collections.singletonList(null));
        survive(ANY, Map.of("deep", Collections.singletonMap("nothing", null)));
    }

    @Test
    @ContractRule("VALUE-10")
    @DisplayName("maps and lists keep their shape: empty ones, nested ones, the order of lists")
    void containersKeepTheirShape() {
        survive(ANY, Map.of(), List.of(), List.of(List.of(), Map.of()), Map.of("empty", List.of(), "none", Map.of()));
        survive(ANY, List.of(3L, 1L, 2L, 1L), List.of("0"), List.of(List.of(1L, List.of(2L))));
        survive(Schema.TAGS, List.of(), List.of("b", "a", "b"));
    }

    @Test
    @ContractRule("VALUE-11")
    @DisplayName("values nested 30 deep survive")
    void deepValuesSurvive() {
        Object deep = "bottom";
        for (int i = 0; i < 15; i++) {
            deep = List.of(Map.of("level" + i, deep));
        }

        survive(ANY, deep);
    }

    @Test
    @ContractRule("VALUE-12")
    @DisplayName("inside maps any text is a key")
    void anyTextIsAKey() {
        List<Object> maps = new ArrayList<>();
        for (String key : List.of(
                "", ".", "$", "$ref", "a.b", "a/b", "__proto__", "__type__", "0", "#", "[x]", "\"", "\u00e9", "id")) {
            maps.add(Map.of(key, "value of " + key));
        }

        survive(ANY, maps.toArray());
    }

    @Test
    @ContractRule("VALUE-13")
    @DisplayName("a text of 100,000 characters survives")
    void longTextsSurvive() {
        survive(Schema.BODY, "0123456789".repeat(10_000));
    }

    @Test
    @ContractRule(value = "VALUE-14", needs = Claim.MANAGED_FIELDS)
    @DisplayName("managed fields are delivered, are not needed and cannot be set")
    void managedFieldsBelongToTheBackend() {
        Peer writer = client();
        Document made = writer.make(1);

        for (String managed : writer.guarantees().managedFields()) {
            Check.that(
                    made.fields().containsKey(managed),
                    "a created record",
                    "the managed field '" + managed + "'",
                    made);
            Map<String, @Nullable Object> patch = new LinkedHashMap<>(patch(2));
            patch.put(managed, "set by a client");
            Outcome outcome = writer.send(Update.of(writer.key(), writer.see(made.id()), patch));
            Check.applied(outcome, "update that tries to set the managed field '" + managed + "'");
            Object now = writer.see(made.id()).fields().get(managed);
            Check.that(
                    !"set by a client".equals(now),
                    "update of the managed field '" + managed + "'",
                    "the backend's value",
                    now);
        }
    }

    @Test
    @ContractRule("VALUE-15")
    @DisplayName("a field may change its type")
    void fieldMayChangeItsType() {
        Peer writer = client();
        skipUnless(fields(1).containsKey(ANY), "fields(n) has no '" + ANY + "'");
        Document there = writer.make(1);

        for (Object value : List.of("text", 1L, true, List.of(1L), Map.of("a", 1L), decimal("0.5"))) {
            Map<String, @Nullable Object> patch = Map.of(ANY, value);
            Outcome outcome = writer.send(Update.of(writer.key(), there, patch));
            keptOrRefused(outcome, there.id(), ANY, fields(1, patch), there.fields());
            there = writer.see(there.id());
        }
    }

    @Test
    @ContractRule("VALUE-16")
    @DisplayName("one-key maps such as {\"$timestamp\": ...} come back in that form")
    void taggedValuesComeBackTagged() {
        survive(
                ANY,
                Map.of("$timestamp", "2026-01-01T00:00:00.123456Z"),
                Map.of("$bytes", "AAEC"),
                Map.of("$unknown", 1L));
        survive(ANY, Map.of(".sv", "timestamp"), Map.of("$oid", "5f"), Map.of("$numberLong", "1"));
    }

    @Test
    @ContractRule("VALUE-18")
    @DisplayName("a map of 500 entries survives")
    void wideValuesSurvive() {
        Map<String, Object> wide = new LinkedHashMap<>();
        for (int i = 0; i < 500; i++) {
            wide.put("entry " + i, (long) i);
        }

        survive(ANY, wide);
    }

    @Test
    @ContractRule("VALUE-19")
    @DisplayName("two records made of the same fields are apart: changing one changes nothing of the other")
    void alikeRecordsAreApart() {
        Peer ours = client();
        Map<String, @Nullable Object> alike = fields(1);
        Document one = ours.make(1, alike);
        Document two = ours.make(2, alike);

        ours.change(one, patch(3));

        String done = "changing the first of two records with the same fields";
        client().mustSee(one.id(), fields(1, patch(3)), done);
        client().mustSee(two.id(), alike, done);
    }

    /** Each value, created and patched in, comes back equal or its field is refused by name. */
    private void survive(String field, Object... values) {
        if (!fields(1).containsKey(field)) {
            skip("fields(n) has no '" + field + "'");
        }
        Peer writer = client();
        for (Object value : values) {
            int n = bench().next();
            Map<String, @Nullable Object> record = fields(n, Fields.patch(Map.of(field, value)));
            Create create = Create.of(writer.key(), id(n), record);
            Outcome outcome = writer.send(create);
            String id =
                    outcome.match(applied -> writer.madeBy(create, applied).id(), conflict -> id(n), refused -> id(n));
            keptOrRefused(outcome, id, field, record, Map.of());
        }
        int n = bench().next();
        Document there = writer.make(n);
        for (Object value : values) {
            Map<String, @Nullable Object> patch = Fields.patch(Map.of(field, value));
            Outcome outcome = writer.send(Update.of(writer.key(), there, patch));
            keptOrRefused(outcome, there.id(), field, Fields.apply(writer.own(there), patch), writer.own(there));
            there = writer.see(there.id());
        }
    }

    private void keptOrRefused(
            Outcome outcome,
            String id,
            String field,
            Map<String, ? extends @Nullable Object> wanted,
            Map<String, ? extends @Nullable Object> before) {
        Peer reader = client();
        String done =
                "writing " + wanted.get(field) + " (" + kind(wanted.get(field)) + ") to the field '" + field + "'";
        boolean refused = outcome.match(applied -> false, conflict -> false, refusal -> true);
        if (!refused) {
            Check.applied(outcome, done);
            reader.mustSee(id, wanted, done);
            return;
        }
        String words = Check.refused(outcome, done);
        Check.that(
                words.contains(field), done + " was refused", "a problem that names the field '" + field + "'", words);
        if (before.isEmpty()) {
            reader.mustNotSee(id, done + " was refused");
        } else {
            Check.same(Fields.document(before), reader.own(reader.see(id)), done + " was refused");
        }
    }

    private static String kind(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getSimpleName();
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
