package dev.mooring.contract;

import dev.mooring.contract.fault.Faults;
import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Ids;
import dev.mooring.sync.Lookup;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Update;
import dev.mooring.sync.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the group ID: any text within the claimed rule names its record and no other. */
abstract class IdRules extends Rules {

    private static final String ACCEPTED = "ids are made by the client and the claimed rule accepts such ones";
    private static final String HOSTILE = "/.,%\"' +&?#=;:()[]{}|\\*_~^`<>@!$\t\n\u00e9\u4e2d\uD83D\uDE00aZ09-";

    /** What an id may be made of under nearly every rule. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_~-]*");

    IdRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule(value = "ID-1", when = ACCEPTED)
    @DisplayName("slashes are part of an id, plain or escaped")
    void slashes() {
        String own = id(1);
        liveBeside(List.of(own), "a/" + own, "a%2F" + own, "a%252F" + own, "/" + own, own + "/", "//" + own);
    }

    @Test
    @ContractRule(value = "ID-2", when = ACCEPTED)
    @DisplayName("dots are part of an id and never lead to another path")
    void dots() {
        String own = id(1);
        liveBeside(List.of(own), ".", "..", "../" + own, "x/../" + own, "%2e%2e", "./" + own, own + ".", own + ".json");
    }

    @Test
    @ContractRule(value = "ID-3", when = ACCEPTED)
    @DisplayName("commas, quotes, brackets, colons and semicolons are part of an id and never of a filter")
    void punctuation() {
        String own = id(1);
        liveBeside(
                List.of(own),
                own + ",x",
                own + "\"",
                own + "'",
                own + "')--",
                "(" + own + ")",
                "[" + own,
                own + ":1",
                own + ";",
                "in.(" + own + ")");
    }

    @Test
    @ContractRule(value = "ID-4", when = ACCEPTED)
    @DisplayName("percent, plus, blank, ampersand, question mark, hash and equals sign are part of an id")
    void urlCharacters() {
        String own = id(1);
        liveBeside(
                List.of(own),
                own + "%",
                own + "%20",
                own + "+",
                own + " ",
                own + "&x=1",
                own + "?x",
                own + "#x",
                own + "=");
    }

    @Test
    @ContractRule(value = "ID-5", when = ACCEPTED)
    @DisplayName("every character of unicode can be part of an id, composed and decomposed forms apart")
    void unicode() {
        String own = id(1);
        liveBeside(
                List.of(own + "ss"),
                own + "\uD83D\uDE00",
                own + "\u00e9",
                own + "e\u0301",
                own + "\u4e2d",
                own + "\u202e",
                own + "\u00df");
    }

    @Test
    @ContractRule(value = "ID-6", when = ACCEPTED)
    @DisplayName("an id of digits is a text: leading zeros, signs and exponents count")
    void digits() {
        String own = String.valueOf(bench().number(1));
        liveBeside(
                List.of(own),
                "0" + own,
                "00" + own,
                "-" + own,
                "+" + own,
                own + ".0",
                own + "e1",
                own + "00000000000000000000");
    }

    @Test
    @ContractRule(value = "ID-7", when = ACCEPTED)
    @DisplayName("an id may have 1,000 characters, all of which count")
    void longIds() {
        String longId = id(1) + "x".repeat(1000 - id(1).length());
        String shorter = longId.substring(0, 999);
        liveBeside(List.of(shorter), longId, shorter + "y", "\uD83D\uDE00".repeat(500));
    }

    @Test
    @ContractRule(value = "ID-8", when = ACCEPTED)
    @DisplayName("upper and lower case make different ids")
    void letterCase() {
        liveBeside(List.of("case-" + id(1)), "CASE-" + id(1), "Case-" + id(1));
    }

    @Test
    @ContractRule("ID-9")
    @DisplayName("an id outside the claimed rule is refused before it is sent")
    void outsideTheRule() {
        Peer writer = client();
        Ids rule = clientMade(writer);
        List<String> outside = outside(rule);
        skipUnless(!outside.isEmpty(), "no id of at most 1,000,000 bytes is outside the claimed rule");
        writer.all();
        int before = requests();

        for (String id : outside) {
            String done = "with the id '" + shortened(id) + "', outside the claimed rule,";
            Document base = Document.of(id, fields(1)).withVersion(new Version("1"));
            Check.refused(writer.send(Create.of(writer.key(), id, fields(1))), "create " + done);
            Check.refused(writer.send(Update.of(writer.key(), base, patch(2))), "update " + done);
            Check.refused(writer.send(Delete.of(writer.key(), base)), "delete " + done);
        }

        Check.same(before, requests(), "requests sent for ids outside the rule");
        Check.that(client().all().isEmpty(), "writes with ids outside the rule", "no record", client().all());
    }

    @Test
    @ContractRule(value = "ID-10", when = ACCEPTED)
    @DisplayName("blanks at the ends, backslashes and wildcards are part of an id")
    void blanksAndWildcards() {
        String own = id(1);
        liveBeside(
                List.of(own, "_" + own, own + "_", own + "~"),
                " " + own,
                own + "  ",
                "\t" + own,
                own + "\n",
                own + "\\",
                own + "*",
                "%" + own);
    }

    @Test
    @ContractRule(value = "ID-11", when = ACCEPTED)
    @DisplayName("50 random hostile ids live side by side")
    void randomIds() {
        long seed = Long.getLong("mooring.contract.seed", System.nanoTime());
        Random random = new Random(seed);
        int[] characters = HOSTILE.codePoints().toArray();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            StringBuilder id = new StringBuilder(id(1));
            for (int length = 1 + random.nextInt(12); length > 0; length--) {
                id.insert(
                        random.nextInt(2) * id.length(),
                        Character.toString(characters[random.nextInt(characters.length)]));
            }
            ids.add(id.toString());
        }

        Predicate<String> plain = id -> PLAIN.matcher(id.replace(id(1), "")).matches();
        liveSideBySide(
                "-Dmooring.contract.seed=" + seed + ": ",
                ids.stream().filter(plain).toList(),
                ids.stream().filter(plain.negate()).toList());
    }

    @Test
    @ContractRule(value = "ID-12", when = ACCEPTED)
    @DisplayName("words that mean something elsewhere are ids like others")
    void reservedWords() {
        liveBeside(
                List.of(),
                "__" + id(1) + "__",
                "null",
                "undefined",
                "constructor",
                "__proto__",
                "true",
                "batch",
                "$id",
                "NaN");
    }

    private void liveBeside(List<String> plain, String... special) {
        liveSideBySide("", plain, List.of(special));
    }

    /** What the claimed rule accepts; the rule is skipped where that are plain ids alone, which would prove nothing. */
    private static List<String> accepted(Ids rule, List<String> plain, List<String> special) {
        List<String> ids = Stream.concat(special.stream(), plain.stream())
                .distinct()
                .filter(rule::accepts)
                .toList();
        skipUnless(
                ids.size() > 1 && special.stream().anyMatch(rule::accepts),
                "the claimed rule for ids, " + rule.rule() + " of at most " + rule.longest()
                        + " bytes, accepts no two of these, or only plain ones");
        return ids;
    }

    /** Makes, changes, finds and deletes a record under each id and sees that the others are not touched. */
    private void liveSideBySide(String seed, List<String> plain, List<String> special) {
        Peer writer = client();
        List<String> ids = accepted(clientMade(writer), plain, special);

        Map<String, Document> there = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            there.put(ids.get(i), make(writer, ids.get(i), i + 1));
        }
        Check.same(ids.stream().sorted().toList(), listed(), seed + "ids listed after creating each");

        for (int i = 0; i < ids.size(); i += 2) {
            there.put(ids.get(i), writer.change(Check.seen(there, ids.get(i), seed), patch(100 + i)));
        }
        Map<String, Document> seen = client().all();
        for (int i = 0; i < ids.size(); i++) {
            var wanted = i % 2 == 0 ? fields(i + 1, patch(100 + i)) : fields(i + 1);
            Check.same(
                    wanted,
                    writer.own(Check.seen(seen, ids.get(i), seed + "changing every other")),
                    seed + "'" + shortened(ids.get(i)) + "' after changing every other");
        }
        writer.adapter().capability(Lookup.class).ifPresent(lookup -> ids.forEach(id -> found(lookup, id, seed)));

        List<String> left = new ArrayList<>(ids);
        for (int i = 0; i < ids.size(); i += 2) {
            writer.remove(Check.seen(there, ids.get(i), seed));
            left.remove(ids.get(i));
        }
        Check.same(left.stream().sorted().toList(), listed(), seed + "ids listed after deleting every other");
        left.forEach(id -> writer.remove(Check.seen(there, id, seed)));
        Check.same(List.of(), listed(), seed + "ids listed after deleting all");
    }

    /** Some of these ids return in every run, so that a tombstone may be in the way. */
    private Document make(Peer writer, String id, int n) {
        Create create = Create.of(writer.key(), id, fields(n));
        Outcome outcome = writer.send(create);
        Optional<Version> tombstone = outcome.match(
                applied -> Optional.empty(),
                conflict -> conflict.now().match(upsert -> Optional.empty(), Change.Removal::version),
                refused -> Optional.empty());
        return tombstone.isPresent()
                ? writer.make(Create.of(writer.key(), id, fields(n)).over(tombstone.get()))
                : writer.madeBy(create, Check.applied(outcome, "create of '" + shortened(id) + "'"));
    }

    private static void found(Lookup lookup, String id, String seed) {
        List<String> found = lookup.find(List.of(id)).stream().map(Document::id).toList();
        Check.same(List.of(id), found, seed + "find('" + shortened(id) + "')");
    }

    private List<String> listed() {
        return client().all().keySet().stream().sorted().toList();
    }

    private static Ids clientMade(Peer peer) {
        Ids rule = peer.guarantees().ids();
        skipUnless(rule.clientMade(), "the backend makes the ids");
        return rule;
    }

    private List<String> outside(Ids rule) {
        List<String> candidates = new ArrayList<>(List.of("a/b", "..", "a b", "\uD83D\uDE00", "\u0000", "a\nb"));
        if (rule.longest() < 1_000_000) {
            candidates.add("x".repeat(rule.longest() + 1));
            candidates.add(id(1) + "\u00e9".repeat(rule.longest() / 2 + 1));
        }
        return candidates.stream().filter(id -> !rule.accepts(id)).toList();
    }

    private int requests() {
        return contract().faults().map(Faults::requests).map(List::size).orElse(0);
    }

    private static String shortened(String id) {
        return id.length() <= 60 ? id : id.substring(0, 60) + "... (" + id.length() + " characters)";
    }
}
