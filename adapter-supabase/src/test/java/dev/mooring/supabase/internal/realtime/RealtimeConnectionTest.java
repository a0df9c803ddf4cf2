package dev.mooring.supabase.internal.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.sync.LiveChanges.Listening;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The one connection: it is made when it is needed, beats, and is made again when it is lost. */
@SuppressWarnings("try") // a listening is only held open
class RealtimeConnectionTest extends RealtimeTest {

    @Test
    void oneSocketCarriesAllTables() throws Exception {
        try (Listening todos = live();
                Listening notes = listen(NOTES)) {
            expect("CONNECTING", "LIVE", "gap");

            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.handshakes()).hasSize(1);
        }
    }

    @Test
    void secondListeningToALiveTableIsLiveAtOnce() throws Exception {
        try (Listening one = live();
                Listening two = listen(TODOS)) {
            expect("CONNECTING", "LIVE", "gap");

            put("a", "ann");
            expect("hint [a]", "hint [a]");
            assertThat(count("phx_join")).isEqualTo(1);
        }
    }

    /** "Header x-api-key wins over the query parameter (avoids the key in URL logs)". */
    @Test
    void keyIsNotInTheAddress() throws Exception {
        try (Listening listening = live()) {
            String[] lines = server.handshakes().get(0).split("\n", 2);

            assertThat(lines[0]).isEqualTo("GET /realtime/v1/websocket?vsn=1.0.0 HTTP/1.1");
            assertThat(lines[1]).contains("x-api-key").doesNotContain(access.token);
        }
    }

    /** "there is no replay ... After every (re)subscribe confirmation": a gap at the loss, and one when it is live again. */
    @Test
    void lostConnectionIsMadeAgainWithTheNewestToken() throws Exception {
        try (Listening listening = live()) {
            access.token = project.token("authenticated", "ann", 7200);
            server.dropConnections();
            expect("CONNECTING", "gap");
            put("unheard", "ann");

            assertThat(loop.rest()).isEqualTo(Duration.ofSeconds(1));
            loop.pass(Duration.ofSeconds(1));

            expect("LIVE", "gap");
            assertThat(server.tokens()).containsExactly(access.token);
        }
    }

    /** "js uses 1, 2, 5, 10, 10... s". */
    @Test
    void pausesGrowUntilAChannelIsConfirmed() throws Exception {
        try (Listening listening = listen(TODOS)) {
            int attempts = 0;
            server.refuseNext(500);
            for (int seconds : new int[] {1, 2, 5, 10, 10}) {
                int before = ++attempts;
                loop.until("a refusal", () -> server.handshakes().size() == before && loop.isWaiting());
                assertThat(loop.rest()).isEqualTo(Duration.ofSeconds(seconds));
                if (attempts < 5) {
                    server.refuseNext(before == 2 ? 429 : 500);
                }
                loop.pass(Duration.ofSeconds(seconds));
            }
            expect("CONNECTING", "LIVE", "gap");

            server.dropConnections();
            expect("CONNECTING", "gap");
            assertThat(loop.rest()).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void pausesAreSpreadByChance() {
        assertThat(new Pauses(() -> 0.0).after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(new Pauses(() -> 0.999).after(1)).isBetween(Duration.ofMillis(2990), Duration.ofSeconds(3));
    }

    /** "every 25 s; reply must arrive before the next, else close and reconnect". */
    @Test
    void connectionThatDoesNotAnswerIsMadeAgain() throws Exception {
        try (Listening listening = live()) {
            server.silent(true);
            loop.pass(Duration.ofSeconds(25));
            heardByServer("heartbeat", 1);
            loop.pass(Duration.ofSeconds(25));
            expect("CONNECTING", "gap");

            server.silent(false);
            loop.pass(Duration.ofSeconds(1));
            expect("LIVE", "gap");
        }
    }

    @Test
    void connectionThatAnswersStays() throws Exception {
        try (Listening listening = live()) {
            for (int beat = 1; beat <= 3; beat++) {
                beat(beat);
            }

            assertThat(server.handshakes()).hasSize(1);
        }
    }

    /** "401 (missing/expired/malformed/bad signature)". */
    @Test
    void refusedKeyIsReplacedOnce() throws Exception {
        access.key = "sb_publishable_old";
        access.otherKey = PostgrestSimulator.API_KEY;
        try (Listening listening = listen(TODOS)) {
            loop.until("a refusal", loop::isWaiting);
            loop.pass(Duration.ofSeconds(1));

            expect("CONNECTING", "LIVE", "gap");
        }
    }

    @Test
    void refusedKeyWithoutAnotherIsTheEnd() throws Exception {
        access.key = "sb_publishable_old";
        access.otherKey = access.key;
        try (Listening listening = listen(TODOS)) {
            loop.until("a refusal", loop::isWaiting);
            loop.pass(Duration.ofSeconds(1));

            expect("CONNECTING", "DEAD");
            assertThat(loop.isWaiting()).isFalse();
            assertThat(server.handshakes()).hasSize(1);
        }
    }

    /** "403 suspended, 404 tenant". */
    @Test
    void projectThatIsSuspendedIsTheEnd() throws Exception {
        server.refuseNext(403);
        try (Listening listening = listen(TODOS)) {
            expect("CONNECTING", "DEAD");
        }
    }

    @Test
    void keyThatNoHeaderCarriesIsTheEnd() throws Exception {
        access.key = "two\nlines";
        try (Listening listening = listen(TODOS)) {
            expect("CONNECTING", "DEAD");
        }
    }

    @Test
    void lastListeningThatEndsLeavesAndHangsUp() throws Exception {
        Listening todos = live();
        todos.close();
        loop.until("no connection", () -> server.connections() == 0);

        assertThat(count("phx_leave")).isEqualTo(1);
        assertThat(loop.isWaiting()).isFalse();
        try (Listening again = live()) {
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void nothingIsToldAfterTheEnd() throws Exception {
        live();

        realtime.close();

        loop.until("no connection", () -> server.connections() == 0);
        assertThat(heard.words).isEmpty();
        assertThatThrownBy(() -> listen(TODOS)).isInstanceOf(IllegalStateException.class);
    }
}
