package dev.mooring.contract;

import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.Faults.Request;
import dev.mooring.contract.fault.On;
import dev.mooring.contract.fault.Payload;
import dev.mooring.sync.Change;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Page;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.Update;
import dev.mooring.sync.Write;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the group SECRET: what must stay unknown, to logs, to other hosts and to other users. */
abstract class SecretRules extends FaultyRules {

    SecretRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule(value = "SECRET-1", hook = HOOK)
    @DisplayName("no failure and no refusal tells a secret, not even one that the server repeats")
    void failuresTellNoSecret() {
        Faults faults = faults();
        Peer peer = warm();
        for (String secret : secrets()) {
            Payload echo = Payload.json("{\"message\":\"" + secret + "\"}");
            for (int status : List.of(400, 401, 403, 404, 409, 422, 429, 500, 503)) {
                tellsNothing(peer, faults, Fault.status(status).with(echo));
            }
        }
        for (Fault fault :
                List.of(Fault.loseAnswer(), Fault.resetBefore(), Fault.truncate(), Fault.body(Payload.html()))) {
            tellsNothing(peer, faults, fault);
        }
    }

    @Test
    @ContractRule(value = "SECRET-2", hook = "secrets() or faults()")
    @DisplayName("no secret is in the adapter's toString, its guarantees, cursors or versions")
    void valuesTellNoSecret() {
        Peer peer = warm();
        secrets();
        Document made = peer.make(number());
        peer.make(number());
        Page page = peer.adapter().list(Cursor.START, 1);
        ChangePage changes = peer.adapter().changesSince(Cursor.START, 1);

        mustHide(peer.adapter().toString(), "the adapter's toString()");
        mustHide(peer.guarantees().toString(), "guarantees()");
        mustHide(page.next().token(), "a cursor of list");
        mustHide(changes.next().token(), "a cursor of changesSince");
        mustHide(peer.mirror().pull(Peer.PAGE).cursor().token(), "the last cursor of changesSince");
        made.version().ifPresent(version -> mustHide(version.token(), "a version"));
    }

    @Test
    @ContractRule(value = "SECRET-3", hook = HOOK)
    @DisplayName("a redirect to another host gets no credential and no write")
    void redirectGetsNothing() {
        Fault fault = Fault.redirect();
        Faults faults = faults(fault);
        Peer peer = warm();
        Map<String, Supplier<Object>> calls = reads(peer);
        List<Write> writes = writes(peer);

        calls.forEach((verb, call) -> mustThrow(SyncException.class, faults, On.every(), fault, verb, call));
        writes.forEach(write -> during(faults, On.every(), fault, () -> mustNotApply(peer, write, fault)));

        for (Request request : faults.strangers()) {
            Check.that(!request.write(), "a redirect to another host", "no write there", request);
            known().forEach(secret -> Check.that(
                    !request.whole().contains(secret), "a redirect to another host", "no credential there", request));
        }
        writes.forEach(this::mustNotHold);
    }

    @Test
    @ContractRule(value = "SECRET-4", hook = "secrets() or faults()")
    @DisplayName("the scope holds no secret")
    void scopeTellsNoSecret() {
        Peer peer = warm();
        secrets();

        mustHide(peer.guarantees().scope(), "guarantees().scope()");
    }

    @Test
    @ContractRule(value = "SECRET-5", hook = "otherUser()")
    @DisplayName("another user's records are not seen, changed or deleted")
    void otherUsersRecordsAreOutOfReach() {
        Peer other = other();
        Document theirs = other.make(number());
        Peer peer = client();
        try {
            peer.mustNotSee(theirs.id(), "another user's create of '" + theirs.id() + "'");
            Map<String, Document> fed = peer.mirror().pull(Peer.PAGE).records();
            Check.that(!fed.containsKey(theirs.id()), "changesSince", "nothing of another user's record", fed);
            mustBeDenied(peer, Update.of(peer.key(), theirs, patch(number())), true);
            mustBeDenied(peer, Delete.of(peer.key(), theirs), false);
            other.mustSee(theirs.id(), other.own(theirs), "what another user tried");
        } finally {
            other.empty();
        }
    }

    @Test
    @ContractRule(value = "SECRET-6", hook = "otherUser()")
    @DisplayName("a create under an id that another user has taken is no success and shows nothing of theirs")
    void otherUsersIdIsTaken() {
        skipUnless(guarantees().ids().clientMade(), "the ids are made by the server");
        Peer other = other();
        int n = number();
        Document theirs = other.make(n);
        Peer peer = client();
        try {
            mustBeDenied(peer, Create.of(peer.key(), theirs.id(), fields(number())), true);
            other.mustSee(theirs.id(), fields(n), "what another user tried");
        } finally {
            other.empty();
        }
    }

    /** What is known to be secret; without any the rule is skipped. */
    private Set<String> secrets() {
        Set<String> known = known();
        skipUnless(!known.isEmpty(), "no secret is known: neither by secrets() nor from the requests");
        return known;
    }

    private Set<String> known() {
        Set<String> known = new LinkedHashSet<>(contract().secrets());
        contract().faults().ifPresent(faults -> known.addAll(faults.credentials()));
        return known;
    }

    private void tellsNothing(Peer peer, Faults faults, Fault fault) {
        if (!faults.supports(fault)) {
            return;
        }
        Map<String, Supplier<Object>> calls = reads(peer);
        // sent as it is, so that a refusal that is thrown shows its causes
        calls.put("create", () -> peer.creation(number()).sendTo(peer.adapter()));
        // not the fault as a whole: its body may hold the secret, and this goes to a report
        String name = fault.kind() + " " + fault.status();
        calls.forEach((verb, call) -> {
            String told = during(faults, On.every(), fault, () -> told(call));
            mustHide(told, "what " + verb + " told at " + name);
        });
    }

    private static String told(Supplier<Object> call) {
        try {
            return String.valueOf(call.get());
        } catch (RuntimeException e) {
            return Words.everything(e);
        }
    }

    private void mustHide(String text, String where) {
        for (String secret : known()) {
            for (String form : List.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8))) {
                int at = text.indexOf(form);
                if (at >= 0) {
                    Check.fail(where, "no secret", text.substring(Math.max(0, at - 100), at) + "<a secret>");
                }
            }
        }
    }

    private Peer other() {
        return bench().client(contract().otherUser().orElseGet(() -> skip("the fixture has no otherUser()")));
    }

    /** A delete may say that nothing is there: for this user it is true. */
    private static void mustBeDenied(Peer peer, Write write, boolean evenAsNothing) {
        String done = Words.of(write) + ", another user's";
        Outcome outcome;
        try {
            outcome = write.sendTo(peer.adapter());
        } catch (SyncException e) {
            return;
        }
        Optional<Change> now = outcome.match(
                applied -> evenAsNothing ? Check.fail(done, "no success", outcome) : applied.now(),
                conflict -> Optional.of(conflict.now()),
                refused -> Optional.empty());
        now.flatMap(Change::present).ifPresent(document -> Check.fail(done, "nothing of that record", document));
    }
}
