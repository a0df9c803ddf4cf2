package dev.mooring.contract;

import dev.mooring.sync.Change;
import dev.mooring.sync.Create;
import dev.mooring.sync.Document;
import dev.mooring.sync.Update;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the feed about what it tells of a record. */
abstract class FeedTellingRules extends Rules {

    FeedTellingRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule("FEED-4")
    @DisplayName("creates and updates that follow the cursor arrive")
    void createsAndUpdatesArrive() {
        Peer theirs = client();
        Document old = theirs.make(1);
        Peer ours = client();
        Mirror mirror = ours.mirror().pull(Peer.PAGE);

        theirs.change(old, patch(2));
        Document made = theirs.make(3);
        mirror.pull(Peer.PAGE);

        Check.same(
                Map.of(old.id(), fields(1, patch(2)), made.id(), fields(3)),
                Map.of(old.id(), own(ours, mirror, old.id()), made.id(), own(ours, mirror, made.id())),
                "a pull after an update and a create by another client");
    }

    @Test
    @ContractRule(value = "FEED-9", when = "ids are made by the client")
    @DisplayName("the last change of an id is its present state")
    void lastChangeIsThePresentState() {
        clientMadeIdsOnly();
        Peer theirs = client();
        Document reborn = theirs.make(1);
        Mirror mirror = client().mirror().pull(Peer.PAGE);

        Document shortLived = theirs.make(2);
        theirs.remove(shortLived);
        theirs.remake(reborn.id(), fields(3), theirs.remove(reborn));
        mirror.pull(Peer.PAGE);

        List<Change> dead = mirror.lastOf(shortLived.id());
        Check.that(
                dead.isEmpty() || dead.get(0).present().isEmpty(),
                "a pull after a create and a delete, the last change of that record",
                "a removal or nothing",
                dead);
        Map<String, ?> alive = own(client(), mirror, reborn.id());
        Check.same(fields(3), alive, "a pull after a record was deleted and made again");
    }

    @Test
    @ContractRule(value = "FEED-18", needs = Claim.DELETES)
    @DisplayName("a deletion arrives as a removal with the reason DELETED")
    void deletionArrives() {
        Peer theirs = client();
        Document made = theirs.make(1);
        Mirror mirror = client().mirror().pull(Peer.PAGE);

        theirs.remove(made);
        List<Change> last = mirror.pull(Peer.PAGE).lastOf(made.id());

        Check.that(
                isRemoval(last, Change.Reason.DELETED),
                "a pull after a delete by another client",
                "Removal DELETED",
                last);
    }

    @Test
    @ContractRule(value = "FEED-20", needs = Claim.EXITS, hook = "Backstage.leave")
    @DisplayName("a record that leaves the scope arrives as a removal with the reason LEFT, never DELETED")
    void exitArrivesAsLeft() {
        Document made = client().make(1);
        Mirror mirror = client().mirror().pull(Peer.PAGE);

        hook(backstage().leave(made.id()), "leave");
        List<Change> last = mirror.pull(Peer.PAGE).lastOf(made.id());

        Check.that(isRemoval(last, Change.Reason.LEFT), "a pull after a record left the scope", "Removal LEFT", last);
    }

    @Test
    @ContractRule(value = "FEED-28", needs = Claim.EXITS, hook = "Backstage.enter")
    @DisplayName("a record that enters the scope arrives")
    void entranceArrives() {
        Peer ours = client();
        Document made = ours.make(1);
        Mirror mirror = ours.mirror().pull(Peer.PAGE);
        hook(backstage().leave(made.id()), "leave");
        mirror.pull(Peer.PAGE);

        hook(backstage().enter(made.id()), "enter");
        mirror.pull(Peer.PAGE);

        Check.same(fields(1), own(ours, mirror, made.id()), "a pull after a record entered the scope");
    }

    @Test
    @ContractRule(value = "FEED-21", needs = Claim.FEED, hook = "Backstage.begin")
    @DisplayName("a write that is stamped before others and becomes visible after them arrives")
    void lateCommitArrives() {
        Peer ours = client();
        Document old = ours.make(1);
        Mirror mirror = client().mirror().pull(Peer.PAGE);
        Backstage.Late late = backstage()
                .begin(Update.of(ours.key(), old, patch(2)))
                .orElseGet(() -> skip("not verifiable here: the fixture's backstage() does not offer begin"));
        Document overtaking = ours.make(3);
        mirror.pull(Peer.PAGE);

        Check.applied(late.commit(), "the late write");
        mirror.pull(Peer.PAGE);

        Check.same(fields(3), own(ours, mirror, overtaking.id()), "a pull, the record that overtook the late write");
        Check.same(fields(1, patch(2)), own(ours, mirror, old.id()), "a pull after the late write became visible");
    }

    @Test
    @ContractRule(value = "FEED-24", needs = Claim.CONDITIONAL_UPDATES)
    @DisplayName("a version that the feed tells works as the base of an update")
    void versionOfTheFeedWorksAsBase() {
        Peer theirs = client();
        Document first = theirs.make(1);
        Peer ours = client();
        Mirror mirror = ours.mirror().pull(Peer.PAGE);
        Document fromSnapshot = mirror.see(first.id());
        theirs.make(2);
        theirs.change(first, patch(3));
        Document fromChange = mirror.pull(Peer.PAGE).see(first.id());

        Check.that(fromSnapshot.version().isPresent(), "a snapshot", "a version", fromSnapshot);
        Check.that(fromChange.version().isPresent(), "a pull", "a version", fromChange);
        Update update = Update.of(ours.key(), fromChange, otherPatch(4));
        Check.applied(update.sendTo(ours.adapter()), "update on the version that the feed told");
    }

    @Test
    @ContractRule(value = "FEED-26", needs = Claim.STORED_KEYS)
    @DisplayName("a record in the feed contains the key of the write that made or changed it")
    void fedRecordContainsItsKey() {
        Peer ours = client();
        Mirror mirror = ours.mirror().pull(Peer.PAGE);
        Create create = ours.creation(1);
        Document made = ours.make(create);
        Document created = mirror.pull(Peer.PAGE).see(made.id());
        Update update = Update.of(ours.key(), made, patch(2));
        Check.applied(ours.send(update), "update");
        Document updated = mirror.pull(Peer.PAGE).see(made.id());

        Check.that(created.contains(create.key()), "a pull after a create", "the key " + create.key(), created);
        Check.that(updated.contains(update.key()), "a pull after an update", "the key " + update.key(), updated);
    }

    @Test
    @ContractRule(value = "FEED-27", hook = "Backstage.putWithoutStamp")
    @DisplayName("a record without the feed's stamp arrives from START")
    void recordWithoutStampArrivesFromStart() {
        Document stamped = client().make(1);
        String bare = id(2);
        hook(backstage().putWithoutStamp(bare, fields(2)), "putWithoutStamp");

        Mirror mirror = client().mirror().pull(Peer.PAGE);

        Check.that(mirror.records().containsKey(stamped.id()), "a snapshot", "the stamped record", mirror.records());
        Check.that(mirror.records().containsKey(bare), "a snapshot", "the record without a stamp", mirror.records());
    }

    private static boolean isRemoval(List<Change> last, Change.Reason reason) {
        return !last.isEmpty() && last.get(0).match(upsert -> false, removal -> removal.reason() == reason);
    }

    private static Map<String, ?> own(Peer peer, Mirror mirror, String id) {
        return peer.own(mirror.see(id));
    }
}
