package dev.mooring.contract;

import dev.mooring.sync.Document;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.LiveChanges.Listening;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the group LIVE: hints that something changed. */
@SuppressWarnings("try") // a listening is only held open
abstract class LiveRules extends Rules {

    LiveRules(AdapterContract contract) {
        super(contract);
    }

    @Test
    @ContractRule(value = "LIVE-1", needs = Claim.LIVE)
    @DisplayName("a listening becomes LIVE")
    void becomesLive() {
        Ear ear = new Ear();

        try (Listening listening = listen(client(), ear)) {
            ear.await("a listening", "the state LIVE", Ear::isLive);
        }
    }

    @Test
    @ContractRule(value = "LIVE-2", needs = Claim.LIVE)
    @DisplayName("another client's writes are hinted once the listening is LIVE")
    void writesAreHinted() {
        Ear ear = new Ear();
        Peer writer = client();
        try (Listening listening = listen(client(), ear)) {
            ear.await("a listening", "the state LIVE and a gap", heard -> heard.isLive() && heard.gaps() > 0);

            int before = ear.told();
            Document made = writer.make(1);
            ear.await("a create by another client", "a hint or a gap", heard -> heard.told() > before);
            int afterCreate = ear.told();
            writer.change(made, patch(2));
            ear.await("an update by another client", "a hint or a gap", heard -> heard.told() > afterCreate);
            int afterUpdate = ear.told();
            writer.remove(writer.see(made.id()));
            ear.await("a delete by another client", "a hint or a gap", heard -> heard.told() > afterUpdate);
        }
    }

    @Test
    @ContractRule(value = "LIVE-3", needs = Claim.LIVE)
    @DisplayName("a gap is told after a listening became LIVE: what happened before may have been missed")
    void gapAfterLive() {
        Ear ear = new Ear();

        try (Listening listening = listen(client(), ear)) {
            ear.await("a listening that became LIVE", "a gap after it", Ear::hadGapAfterLive);
        }
    }

    @Test
    @ContractRule(value = "LIVE-4", needs = Claim.LIVE)
    @DisplayName("a listener is called once at a time")
    void callsComeOneAtATime() throws InterruptedException {
        Ear ear = new Ear();
        Peer one = client();
        Peer two = client();
        try (Listening listening = listen(client(), ear)) {
            ear.await("a listening", "the state LIVE and a gap", heard -> heard.isLive() && heard.gaps() > 0);

            ear.lingerInNextCall();
            Thread other = new Thread(() -> makeSome(two, 11));
            other.start();
            makeSome(one, 1);
            other.join();

            ear.await("20 creates by two clients", "a hint or a gap", Ear::lingered);
            Check.that(
                    !ear.overlapped(),
                    "20 creates by two clients",
                    "calls of the listener one at a time",
                    "calls that overlapped");
        }
    }

    @Test
    @ContractRule(value = "LIVE-5", needs = Claim.LIVE)
    @DisplayName("after close has returned the listener is not called again; closing twice is fine")
    void noCallAfterClose() {
        Ear closed = new Ear();
        Ear open = new Ear();
        Peer listener = client();
        Listening listening = listen(listener, closed);
        try (Listening other = listen(listener, open)) {
            open.await("a listening", "the state LIVE and a gap", heard -> heard.isLive() && heard.gaps() > 0);
            listening.close();
            listening.close();
            int calls = closed.calls();

            int before = open.told();
            client().make(1);
            open.await(
                    "a create by another client",
                    "a hint or a gap on the open listening",
                    heard -> heard.told() > before);

            Check.same(calls, closed.calls(), "calls of a listener before and after its listening was closed");
        }
    }

    @Test
    @ContractRule(value = "LIVE-6", needs = Claim.LIVE)
    @DisplayName("a listener that throws does not end the listening")
    void throwingListenerGoesOn() {
        Ear ear = new Ear().throwing();
        Peer writer = client();
        try (Listening listening = listen(client(), ear)) {
            ear.await("a listening", "the state LIVE and a gap", heard -> heard.isLive() && heard.gaps() > 0);

            for (int n = 1; n <= 2; n++) {
                int before = ear.told();
                writer.make(n);
                ear.await(
                        "create " + n + " beside a listener that throws",
                        "a hint or a gap",
                        heard -> heard.told() > before);
            }
        }
    }

    private static void makeSome(Peer writer, int from) {
        for (int n = from; n < from + 10; n++) {
            writer.send(writer.creation(n));
        }
    }

    private static Listening listen(Peer peer, Ear ear) {
        return peer.adapter().capability(LiveChanges.class).orElseThrow().listen(ear);
    }
}
