package dev.mooring.contract;

import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.Faults;
import dev.mooring.contract.fault.On;
import dev.mooring.contract.fault.Payload;
import dev.mooring.contract.fault.Rewrite;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Document;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import dev.mooring.sync.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the group ERROR: what the adapter makes of what servers answer. */
abstract class ErrorRules extends FaultyRules {

    private static final List<Integer> UNKNOWN =
            List.of(300, 304, 305, 402, 405, 406, 409, 410, 418, 451, 499, 501, 505, 511, 599);

    ErrorRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule(value = "ERROR-1", hook = HOOK)
    @DisplayName("a status of 500 or above is a TemporaryFailure, on every verb")
    void serverErrorIsTemporary() {
        for (int status : List.of(500, 502, 503, 504)) {
            everyVerbThrows(TemporaryFailure.class, Fault.status(status));
        }
    }

    @Test
    @ContractRule(value = "ERROR-2", hook = HOOK)
    @DisplayName("429 is a TemporaryFailure, on every verb")
    void tooManyRequestsIsTemporary() {
        everyVerbThrows(TemporaryFailure.class, Fault.status(429));
    }

    @Test
    @ContractRule(value = "ERROR-3", hook = HOOK)
    @DisplayName("Retry-After, as seconds or as a date, is in retryAfter()")
    void retryAfterIsTold() {
        String inAnHour = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(3600).atZone(ZoneOffset.UTC));

        for (int status : List.of(429, 503)) {
            Fault seconds = Fault.status(status).retryAfter("7");
            Duration seven = retryAfter(seconds);
            Check.same(Duration.ofSeconds(7), seven, "retryAfter() at " + seconds);

            Fault date = Fault.status(status).retryAfter(inAnHour);
            Duration hour = retryAfter(date);
            boolean near = hour.compareTo(Duration.ofMinutes(30)) > 0 && hour.compareTo(Duration.ofMinutes(61)) < 0;
            Check.that(near, "retryAfter() at " + date, "about an hour", hour);
        }
    }

    @Test
    @ContractRule(value = "ERROR-4", hook = HOOK)
    @DisplayName("401 is Unauthenticated; afterwards the same write succeeds")
    void unauthorizedIsUnauthenticated() {
        Fault fault = Fault.status(401);
        List<Write> writes = everyVerbThrows(Unauthenticated.class, fault);

        Peer peer = warm();
        for (Write write : writes) {
            mustNotHold(write);
            Check.applied(peer.send(write), Words.of(write) + " after " + fault);
            mustHold(write);
        }
    }

    @Test
    @ContractRule(value = "ERROR-5", hook = HOOK)
    @DisplayName("403 on a read is Misconfigured")
    void forbiddenReadIsMisconfigured() {
        everyReadThrows(Misconfigured.class, Fault.status(403));
    }

    @Test
    @ContractRule(value = "ERROR-6", hook = HOOK)
    @DisplayName("404 on a read of the collection is Misconfigured")
    void missingCollectionIsMisconfigured() {
        everyReadThrows(Misconfigured.class, Fault.status(404));
    }

    @Test
    @ContractRule(value = "ERROR-7", hook = HOOK)
    @DisplayName("400, 413 and 422 on a write are Refused")
    void badRequestIsRefused() {
        for (int status : List.of(400, 413, 422)) {
            Fault fault = Fault.status(status);
            Faults faults = faults(fault);
            Peer peer = warm();
            for (Write write : writes(peer)) {
                String done = Words.of(write) + " at " + fault;
                during(faults, On.everyWrite(), fault, () -> Check.refused(peer.send(write), done));
                mustNotHold(write);
            }
        }
    }

    @Test
    @ContractRule(value = "ERROR-8", hook = HOOK)
    @DisplayName("HTML with 200 is an error, and a write that met it may be applied")
    void htmlIsAnError() {
        Fault portal = Fault.status(200).with(Payload.html());
        everyReadThrows(SyncException.class, portal);

        Peer peer = warm();
        for (Write write : writes(peer)) {
            String done = Words.of(write);
            TemporaryFailure failure = mustThrow(
                    TemporaryFailure.class, faults(portal), On.everyWrite(), portal, done, () -> peer.send(write));
            Check.that(failure.maybeApplied(), done + " at " + portal, "maybeApplied", failure);
            Check.applied(peer.send(write.again()), done + ", sent again");
            mustHold(write);
        }
    }

    @Test
    @ContractRule(value = "ERROR-9", hook = HOOK)
    @DisplayName("an empty body where there should be one is an error")
    void emptyBodyIsAnError() {
        everyAnswerIsUnreadable(Fault.body(Payload.empty()));
    }

    @Test
    @ContractRule(value = "ERROR-10", hook = HOOK)
    @DisplayName("invalid UTF-8 is an error and never becomes another text")
    void invalidUtf8IsAnError() {
        everyAnswerIsUnreadable(Fault.body(Payload.invalidUtf8()));
        Document there = warm().make(number());

        everyReadThrows(SyncException.class, Fault.rewrite(Rewrite.garble(there.id())));
    }

    @Test
    @ContractRule(value = "ERROR-11", hook = HOOK)
    @DisplayName("JSON of other types, and half a JSON text, are errors")
    void wrongTypesAreErrors() {
        for (String json : List.of("7", "\"text\"", "[7]", "true", "[{\"", "{\"a\":[")) {
            everyAnswerIsUnreadable(Fault.body(Payload.json(json)));
        }
        client().make(number());
        everyReadThrows(SyncException.class, Fault.rewrite(Rewrite.half()));
    }

    @Test
    @ContractRule(value = "ERROR-12", hook = HOOK)
    @DisplayName("JSON nested 10,000 deep is an error")
    void deepJsonIsAnError() {
        everyAnswerIsUnreadable(Fault.body(Payload.deep()));
    }

    @Test
    @ContractRule(value = "ERROR-13", hook = HOOK)
    @DisplayName("of a body of 80 MB only a part is read, and that is an error")
    void largeBodyIsAnError() {
        AtomicLong taken = new AtomicLong();
        Payload large = Payload.large().counting(taken);
        Fault fault = Fault.body(large);
        Faults faults = faults(fault);

        reads(warm()).forEach((verb, call) -> {
            taken.set(0);
            mustThrow(SyncException.class, faults, On.every(), fault, verb, call);
            Check.that(taken.get() < large.length(), verb + " at " + fault, "reading to stop", "it read everything");
        });
        Peer peer = warm();
        writes(peer).forEach(write -> unreadable(peer, write, fault));
    }

    @Test
    @ContractRule(value = "ERROR-14", hook = HOOK)
    @DisplayName("every other status is a clear failure, never a success")
    void unknownStatusIsNoSuccess() {
        for (int status : UNKNOWN) {
            Fault fault = Fault.status(status);
            everyReadThrows(SyncException.class, fault);
            Peer peer = warm();
            for (Write write : writes(peer)) {
                // a delete of what a server says is not there has succeeded
                boolean gone = write.match(create -> false, update -> false, delete -> status == 410);
                if (!gone) {
                    during(faults(fault), On.everyWrite(), fault, () -> mustNotApply(peer, write, fault));
                    mustNotHold(write);
                }
            }
        }
    }

    /** Answers the writes that were tried. */
    private List<Write> everyVerbThrows(Class<? extends SyncException> kind, Fault fault) {
        Faults faults = faults(fault);
        everyReadThrows(kind, fault);
        Peer peer = warm();
        List<Write> writes = writes(peer);
        for (Write write : writes) {
            mustThrow(kind, faults, On.every(), fault, Words.of(write), () -> peer.send(write));
        }
        return writes;
    }

    private void everyReadThrows(Class<? extends SyncException> kind, Fault fault) {
        Faults faults = faults(fault);
        reads(warm()).forEach((verb, call) -> mustThrow(kind, faults, On.every(), fault, verb, call));
    }

    private void everyAnswerIsUnreadable(Fault fault) {
        everyReadThrows(SyncException.class, fault);
        Peer peer = warm();
        writes(peer).forEach(write -> unreadable(peer, write, fault));
    }

    private void unreadable(Peer peer, Write write, Fault fault) {
        during(faults(fault), On.everyWrite(), fault, () -> {
            mustStayOpen(peer, write, fault);
            return true;
        });
        mustSettle(peer, write);
    }

    private Duration retryAfter(Fault fault) {
        Faults faults = faults(fault);
        SyncAdapter adapter = warm().adapter();
        TemporaryFailure failure = mustThrow(
                TemporaryFailure.class, faults, On.every(), fault, "list", () -> adapter.list(Cursor.START, Peer.PAGE));
        return failure.retryAfter().orElseGet(() -> Check.fail("retryAfter() at " + fault, "a pause", "none"));
    }
}
