package dev.mooring.supabase.internal.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.LiveChanges.Listening;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Channels: joined is not subscribed, a token ends, a server refuses. */
@SuppressWarnings("try") // a listening is only held open
class RealtimeChannelTest extends RealtimeTest {

    /** "Changes before it are lost -> start the catch-up poll after this message, not after the join reply". */
    @Test
    void joinedIsNotSubscribed() throws Exception {
        server.confirms(false);
        try (Listening listening = listen(TODOS)) {
            heardByServer("phx_join", 1);
            put("early", "ann");
            server.confirm();

            expect("CONNECTING", "LIVE", "gap");
            put("late", "ann");
            expect("hint [late]");
        }
    }

    @Test
    void changesOfAllKindsAreHintsWithTheirIds() throws Exception {
        try (Listening listening = live()) {
            put("a", "ann");
            expect("hint [a]");
            project.set("public", "todos", "a", Map.of("title", "x"));
            expect("hint [a]");
            project.put("public", "todos", Map.of("id", "of bob", "owner", "bob"));
            project.set("public", "todos", "a", Map.of("owner", "ann", "title", "y"));
            expect("hint [a]");
        }
    }

    /** "Record over 1 MiB: errors:["Error 413: Payload Too Large"] ... Treat any errors as 'poll'". */
    @Test
    void eventWithErrorsIsAGap() throws Exception {
        try (Listening listening = live()) {
            project.put("public", "todos", Map.of("id", "a", "owner", "ann", "title", "x".repeat(1024 * 1024)));

            expect("gap");
        }
    }

    /** "before expiry send event access_token on each channel (... a short gap -> poll once)". */
    @Test
    void newTokenIsPushedAndTellsAGap() throws Exception {
        try (Listening todos = live();
                Listening notes = listen(NOTES)) {
            expect("CONNECTING", "LIVE", "gap");
            server.confirms(false);
            access.token = project.token("authenticated", "ann", 7200);

            loop.pass(Duration.ofSeconds(25));
            heardByServer("access_token", 2);

            expect("gap", "gap");
            assertThat(server.tokens()).containsOnly(access.token).hasSize(2);
            server.confirm();
            expect("gap", "gap");
        }
    }

    @Test
    void sameTokenIsNotPushedAgain() throws Exception {
        try (Listening listening = live()) {
            for (int beat = 1; beat <= 3; beat++) {
                beat(beat);
            }

            assertThat(count("access_token")).isZero();
        }
    }

    /** "expired -> system error + channel closed"; "rejoin every channel with a **fresh** token". */
    @Test
    void endedTokenIsReplacedBeforeTheChannelIsJoinedAgain() throws Exception {
        try (Listening listening = live()) {
            time.updateAndGet(now -> now.plusSeconds(4000));
            access.otherToken = project.signIn("ann");
            server.checkTokens();
            expect("CONNECTING", "gap");

            loop.until("a channel that is closed", () -> loop.rest().equals(Duration.ofSeconds(1)));
            loop.pass(Duration.ofSeconds(1));

            expect("LIVE", "gap");
            assertThat(server.tokens()).containsExactly(access.otherToken);
        }
    }

    /** A known bug of others: "endless rejoins with a dead token". */
    @Test
    void refusedTokenWithoutAnotherIsTheEnd() throws Exception {
        givenUp();
    }

    @Test
    void refusedTokenIsReplacedByAnother() throws Exception {
        access.otherToken = access.token;
        access.token = project.token("authenticated", "ann", -3600);
        try (Listening listening = listen(TODOS)) {
            heardByServer("phx_join", 1);
            loop.until("an answer", () -> loop.rest().equals(Duration.ofSeconds(1)));
            loop.pass(Duration.ofSeconds(1));

            expect("CONNECTING", "LIVE", "gap");
        }
    }

    /** Listening once more is how a listening that was given up is made again. */
    @Test
    void channelThatWasGivenUpIsJoinedByTheNextListening() throws Exception {
        givenUp();
        access.token = project.signIn("ann");
        access.otherToken = access.token;

        try (Listening listening = listen(TODOS)) {
            expect("CONNECTING", "LIVE", "gap");
        }
    }

    /** "Over: ChannelRateLimitReached, ClientJoinRateLimitReached". */
    @Test
    void limitOfTheRateMakesTheLongestPause() throws Exception {
        server.refuseNextJoin("ClientJoinRateLimitReached: Too many joins per second");
        try (Listening listening = listen(TODOS)) {
            heardByServer("phx_join", 1);
            loop.until("an answer", () -> loop.rest().equals(Duration.ofSeconds(10)));
            loop.pass(Duration.ofSeconds(10));

            expect("CONNECTING", "LIVE", "gap");
        }
    }

    @Test
    void otherRefusalsOfAJoinAreTriedAgainLaterAndLater() throws Exception {
        int joins = 0;
        for (int times = 0; times < 4; times++) {
            server.refuseNextJoin("UnableToConnectToProject: Realtime was unable to connect to the project database");
        }
        try (Listening listening = listen(TODOS)) {
            for (int seconds : new int[] {1, 2, 5, 10}) {
                heardByServer("phx_join", ++joins);
                loop.until("an answer", () -> loop.rest().equals(Duration.ofSeconds(seconds)));
                loop.pass(Duration.ofSeconds(seconds));
            }
            expect("CONNECTING", "LIVE", "gap");
        }
    }

    /** "other errors -> server retries every 5-10 s". */
    @Test
    void brokenSubscriptionIsAGapAndIsConfirmedAgain() throws Exception {
        try (Listening listening = live()) {
            server.failSubscriptions();
            expect("CONNECTING", "gap");
            server.confirm();
            expect("LIVE", "gap");
            assertThat(count("phx_join")).isEqualTo(1);
        }
    }

    /** "bad parameters -> no retry by the server". */
    @Test
    void channelThatIsNeverConfirmedIsJoinedAgainAfterAMinute() throws Exception {
        server.unpublish("public", "notes");
        try (Listening todos = live();
                Listening notes = listen(NOTES)) {
            heardByServer("phx_join", 2);
            expect("CONNECTING");
            // what came before this was heard too
            put("a", "ann");
            expect("hint [a]");
            beat(1);
            beat(2);
            loop.pass(Duration.ofSeconds(10));
            heardByServer("phx_leave", 1);
            loop.pass(Duration.ofSeconds(1));
            heardByServer("phx_join", 3);

            assertThat(heard.words).isEmpty();
        }
    }

    /** "'Too many messages per second' (channel closed)". */
    @Test
    void closedChannelIsJoinedAgain() throws Exception {
        try (Listening listening = live()) {
            server.closeChannels();
            expect("CONNECTING", "gap");
            loop.until("a channel that is closed", () -> loop.rest().equals(Duration.ofSeconds(1)));
            loop.pass(Duration.ofSeconds(1));
            expect("LIVE", "gap");
        }
    }

    @Test
    void nobodySignedInWaitsUntilSomebodyIs() throws Exception {
        access.failure = new Unauthenticated("nobody is signed in");
        try (Listening listening = listen(TODOS)) {
            loop.until("an open socket", () -> server.connections() == 1 && loop.isWaiting());
            loop.until("a beat", () -> loop.rest().equals(Duration.ofSeconds(25)));
            loop.pass(Duration.ofSeconds(30));
            assertThat(count("phx_join")).isZero();

            access.failure = null;
            loop.pass(Duration.ofSeconds(60));
            expect("CONNECTING", "LIVE", "gap");
        }
    }

    @Test
    void endOfASessionEndsWhatIsHeardByIt() throws Exception {
        try (Listening listening = live()) {
            access.failure = new Unauthenticated("nobody is signed in");
            loop.pass(Duration.ofSeconds(25));
            heardByServer("phx_leave", 1);

            expect("CONNECTING", "gap");
        }
    }

    @Test
    void tokenThatCannotBeGotNowIsAskedForLater() throws Exception {
        access.failure = TemporaryFailure.notApplied("away", null);
        try (Listening listening = listen(TODOS)) {
            loop.until("an attempt", () -> loop.isWaiting() && loop.rest().equals(Duration.ofSeconds(1)));
            access.failure = null;
            loop.pass(Duration.ofSeconds(1));

            expect("CONNECTING", "LIVE", "gap");
        }
    }

    private void givenUp() throws Exception {
        access.token = project.token("authenticated", "ann", -3600);
        access.otherToken = access.token;
        try (Listening listening = listen(TODOS)) {
            heardByServer("phx_join", 1);
            loop.until("an answer", () -> loop.rest().equals(Duration.ofSeconds(1)));
            loop.pass(Duration.ofSeconds(1));

            expect("CONNECTING", "DEAD");
            assertThat(loop.isWaiting()).isFalse();
            assertThat(count("phx_join")).isEqualTo(1);
        }
    }
}
