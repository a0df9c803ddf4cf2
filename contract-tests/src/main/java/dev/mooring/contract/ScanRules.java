package dev.mooring.contract;

import dev.mooring.sync.Cursor;
import dev.mooring.sync.KeyScan;
import dev.mooring.sync.Version;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the group SCAN: a listing of ids and versions only. */
abstract class ScanRules extends Rules {

    private static final int MOST_PAGES = 2000;

    ScanRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule(value = "SCAN-1", needs = Claim.SCAN)
    @DisplayName("a key scan shows the ids and versions that the listing shows")
    void sameAsListed() {
        Peer writer = client();
        for (int n = 1; n <= 7; n++) {
            writer.make(n);
        }
        writer.change(writer.all().values().iterator().next(), patch(8));

        Check.same(
                listed(writer),
                scanned(writer, Cursor.START, Peer.PAGE),
                "ids and versions by a key scan, against the listing");
    }

    @Test
    @ContractRule(value = "SCAN-2", needs = Claim.SCAN)
    @DisplayName("a key scan in pages of one shows every record")
    void pagesOfOne() {
        Peer writer = client();
        for (int n = 1; n <= 7; n++) {
            writer.make(n);
        }

        Check.same(listed(writer), scanned(writer, Cursor.START, 1), "ids and versions by a key scan in pages of one");
    }

    @Test
    @ContractRule(value = "SCAN-3", needs = Claim.SCAN)
    @DisplayName("a key scan shows no deleted record, and starts over after a cursor that it cannot read")
    void deletedRecordsAreNotShown() {
        Peer writer = client();
        writer.make(1);
        writer.remove(writer.make(2));

        Check.same(
                listed(writer),
                scanned(writer, new Cursor("no cursor of this adapter"), Peer.PAGE),
                "a key scan from a foreign cursor");
    }

    private static Map<String, Optional<Version>> listed(Peer peer) {
        Map<String, Optional<Version>> keys = new TreeMap<>();
        peer.all().forEach((id, document) -> keys.put(id, document.version()));
        return keys;
    }

    private static Map<String, Optional<Version>> scanned(Peer peer, Cursor start, int limit) {
        KeyScan scan = peer.adapter().capability(KeyScan.class).orElseThrow();
        Map<String, Optional<Version>> keys = new TreeMap<>();
        Cursor from = start;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            KeyScan.KeyPage page = scan.keys(from, limit);
            page.keys().forEach(key -> keys.put(key.id(), key.version()));
            if (!page.more()) {
                return keys;
            }
            from = page.next();
        }
        return Check.fail("a key scan in pages of " + limit, "an end", MOST_PAGES + " pages and still more");
    }
}
