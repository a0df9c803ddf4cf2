package dev.mooring.contract;

import dev.mooring.sync.Document;
import dev.mooring.sync.Fields;
import dev.mooring.sync.Guarantees;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A group of rules: what their tests are written with. */
abstract class Rules {

    private final AdapterContract contract;

    Rules(AdapterContract contract) {
        this.contract = contract;
    }

    /** A new client of the collection: another device. */
    Peer client() {
        return contract.bench().client();
    }

    Bench bench() {
        return contract.bench();
    }

    AdapterContract contract() {
        return contract;
    }

    /** The n-th id of this test. */
    String id(int n) {
        return contract.bench().id(n);
    }

    /** The n-th record, in canonical form. */
    Map<String, @Nullable Object> fields(int n) {
        return Fields.document(contract.fields(n));
    }

    /** One field of the n-th record, always the same one, with another value for each n. */
    Map<String, @Nullable Object> patch(int n) {
        return only(varying().get(0), n);
    }

    /** One field of the n-th record that {@link #patch} does not touch. */
    Map<String, @Nullable Object> otherPatch(int n) {
        return only(varying().get(1), n);
    }

    /** The n-th record after a patch. */
    Map<String, @Nullable Object> fields(int n, Map<String, @Nullable Object> patch) {
        return Fields.apply(fields(n), patch);
    }

    Guarantees guarantees() {
        return client().guarantees();
    }

    /** An id that no record has. */
    String absent() {
        if (guarantees().ids().clientMade()) {
            return id(900);
        }
        Peer peer = client();
        Document made = peer.make(900);
        peer.remove(made);
        return made.id();
    }

    /** Skips the rule where ids are made by the backend. */
    void clientMadeIdsOnly() {
        skipUnless(guarantees().ids().clientMade(), "the backend makes the ids");
    }

    /** Skips the rule where a create that arrives twice may double. */
    void safeCreatesOnly() {
        skipUnless(!guarantees().createMayDouble(), "by its guarantees a create that is sent again may double");
    }

    /** Deletes a record; skips the rule where the answer names no tombstone. */
    Version tombstone(Peer peer, Document document) {
        return peer.remove(document).orElseGet(() -> skip("the answer to a delete names no version of a tombstone"));
    }

    /** The fixture's hooks; without them the rule is skipped. */
    Backstage backstage() {
        return contract.backstage().orElseGet(() -> skip("not verifiable here: the fixture has no backstage()"));
    }

    /** Skips the rule when a hook answered that it is not offered. */
    static void hook(boolean done, String name) {
        skipUnless(done, "not verifiable here: the fixture's backstage() does not offer " + name);
    }

    /** Whether the outcome is applied. */
    static boolean isApplied(Outcome outcome) {
        return outcome.match(applied -> true, conflict -> false, refused -> false);
    }

    /** Ends the test as skipped. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // It fits orElseGet, as Assumptions.abort does.
    static <T> T skip(String reason) {
        return Assumptions.abort(reason);
    }

    /** Ends the test as skipped unless something holds. */
    static void skipUnless(boolean holds, String reason) {
        if (!holds) {
            skip(reason);
        }
    }

    private Map<String, @Nullable Object> only(String field, int n) {
        Map<String, @Nullable Object> patch = new LinkedHashMap<>();
        patch.put(field, contract.fields(n).get(field));
        return Fields.patch(patch);
    }

    private List<String> varying() {
        Map<String, @Nullable Object> first = fields(1);
        Map<String, @Nullable Object> second = fields(2);
        List<String> names = first.keySet().stream()
                .filter(name -> !Objects.equals(first.get(name), second.get(name)))
                .toList();
        if (names.size() < 2) {
            throw new IllegalStateException(
                    "fields(n) must have two fields with another value for each n, has " + names);
        }
        return names;
    }
}
