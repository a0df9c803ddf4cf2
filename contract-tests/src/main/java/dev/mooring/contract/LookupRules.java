package dev.mooring.contract;

import dev.mooring.sync.Document;
import dev.mooring.sync.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the group LOOKUP: reading records by id. */
abstract class LookupRules extends Rules {

    LookupRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule(value = "LOOKUP-1", needs = Claim.LOOKUP)
    @DisplayName("records that exist are found; those that do not, or no longer, are left out")
    void existingRecordsAreFound() {
        Peer writer = client();
        String there = writer.make(1).id();
        Document deleted = writer.make(2);
        writer.remove(deleted);

        List<Document> found = find(writer, List.of(there, deleted.id(), missing(writer)));

        Check.same(
                List.of(there),
                found.stream().map(Document::id).toList(),
                "find of one record, a deleted one and a missing one");
    }

    @Test
    @ContractRule(value = "LOOKUP-2", needs = Claim.LOOKUP)
    @DisplayName("a record is found as it is listed: the same fields, the same version")
    void foundAsListed() {
        Peer writer = client();
        Document made = writer.make(1);
        writer.change(made, patch(2));
        Document listed = client().see(made.id());

        List<Document> found = find(client(), List.of(made.id()));

        Check.same(1, found.size(), "records found by one id");
        Shape.sameRecord(listed, found.get(0), "find");
    }

    @Test
    @ContractRule(value = "LOOKUP-3", needs = Claim.LOOKUP)
    @DisplayName("asking for nothing finds nothing")
    void nothingFindsNothing() {
        Peer reader = client();
        reader.make(1);

        Check.same(List.of(), find(reader, List.of()), "find of no id");
    }

    @Test
    @ContractRule(value = "LOOKUP-4", needs = Claim.LOOKUP)
    @DisplayName("any number of ids may be asked for, some of them twice")
    void anyNumberOfIds() {
        Peer writer = client();
        List<String> there = new ArrayList<>();
        for (int n = 1; n <= 25; n++) {
            there.add(writer.make(n).id());
        }
        List<String> asked = new ArrayList<>(there);
        asked.addAll(there.subList(0, 5));
        for (int n = 26; n <= 300 && writer.guarantees().ids().clientMade(); n++) {
            asked.add(id(n));
        }

        List<Document> found = find(writer, asked);

        Check.same(
                new TreeSet<>(there),
                new TreeSet<>(found.stream().map(Document::id).toList()),
                "find of " + asked.size() + " ids");
        Check.same(there.size(), found.size(), "records found, each once");
        Map<String, Document> listed = client().all();
        found.forEach(document -> Shape.sameRecord(Check.seen(listed, document.id(), "list"), document, "find"));
    }

    private String missing(Peer peer) {
        return peer.guarantees().ids().clientMade() ? id(3) : "999999999";
    }

    private static List<Document> find(Peer peer, List<String> ids) {
        return peer.adapter().capability(Lookup.class).orElseThrow().find(ids);
    }
}
