package dev.mooring.contract;

import dev.mooring.sync.Fields;
import dev.mooring.sync.Guarantees;
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

    /** The fixture's hooks; without them the rule is skipped. */
    Backstage backstage() {
        return contract.backstage().orElseGet(() -> skip("the fixture has no backstage()"));
    }

    /** Ends the test as skipped. */
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
