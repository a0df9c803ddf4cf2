package dev.mooring.firebase.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.Delete;
import dev.mooring.sync.Document;
import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.LiveChanges.Listening;
import dev.mooring.sync.SyncAdapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealtimeLiveTest {

    private final Heard heard = new Heard();
    private final List<AutoCloseable> started = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : started) {
            one.close();
        }
    }

    @Test
    void changesAreHintsAndWhatIsThereIsNot() throws Exception {
        Setup setup = setup(builder -> builder);
        Document there = setup.make("there", Map.of("n", 1L));
        listen(setup);
        assertThat(List.of(heard.next(), heard.next(), heard.next())).containsExactly("CONNECTING", "LIVE", "gap");

        // the first event repeats what was asked for, so that must be small: what the server's clock shows only seconds
        // of
        long stamp = there.modifiedAt().orElseThrow().toEpochMilli();
        assertThat(setup.faults.requests())
                .anySatisfy(request -> assertThat(request.whole())
                        .contains("text/event-stream")
                        .containsPattern("startAt=(" + (stamp + 1) + "|" + stamp / 1_000 + "001)"));
        setup.make("new/1", Map.of("n", 1L));
        assertThat(heard.next()).isEqualTo("hint [new/1]");
        setup.todos().delete(Delete.of(setup.key(), there));
        assertThat(heard.next()).isEqualTo("hint [there]");
    }

    @Test
    void streamThatEndsIsOpenedAgainAndTellsOfAGap() throws Exception {
        Setup setup = setup(builder -> builder);
        listen(setup);
        live();

        setup.simulator.cutStreams();

        assertThat(List.of(heard.next(), heard.next(), heard.next(), heard.next()))
                .containsExactly("CONNECTING", "gap", "LIVE", "gap");
    }

    /** The sign of life comes every 30 seconds; without it a dead connection would look like a quiet database. */
    @Test
    void silentStreamIsOpenedAgain() throws Exception {
        Setup setup = setup(builder -> builder.silence(Duration.ofMillis(300)));
        listen(setup);
        live();

        assertThat(List.of(heard.next(), heard.next(), heard.next(), heard.next()))
                .containsExactly("CONNECTING", "gap", "LIVE", "gap");
    }

    @Test
    void signOfLifeIsNoHint() throws Exception {
        Setup setup = setup(builder -> builder);
        listen(setup);
        live();

        setup.simulator.say("keep-alive");
        setup.make("a", Map.of("n", 1L));

        assertThat(heard.next()).isEqualTo("hint [a]");
    }

    /** After an hour the token has run out: another one is fetched, and the stream goes on. */
    @Test
    void revokedTokenIsRenewed() throws Exception {
        List<String> tokens = new CopyOnWriteArrayList<>(List.of("first", "second"));
        Setup setup = setup(builder -> builder.idToken(() -> tokens.size() > 1 ? tokens.remove(0) : tokens.get(0)));
        setup.simulator.admit("first");
        setup.simulator.admit("second");
        listen(setup);
        live();

        setup.simulator.expire("first");
        setup.simulator.say("auth_revoked");

        assertThat(List.of(heard.next(), heard.next(), heard.next(), heard.next()))
                .containsExactly("CONNECTING", "gap", "LIVE", "gap");
        assertThat(tokens).containsExactly("second");
    }

    /** "The rules no longer allow a read, or a write made an event that is too large": which of them, the next answer tells. */
    @ParameterizedTest
    @CsvSource({"true, DEAD", "false, LIVE"})
    void cancelledStreamIsGivenUpWhereTheRulesDenyIt(boolean denied, String then) throws Exception {
        Setup setup = setup(builder -> builder);
        listen(setup);
        live();
        if (denied) {
            setup.simulator.deny("todos");
        }

        setup.simulator.say("cancel");

        assertThat(List.of(heard.next(), heard.next(), heard.next())).containsExactly("CONNECTING", "gap", then);
    }

    /** Somebody signs out, and in again: nothing that the backend would answer tells the engine to listen again. */
    @Test
    void streamComesBackWhenSomebodySignsInAgain() throws Exception {
        List<String> tokens = new CopyOnWriteArrayList<>(List.of("first", "", "", "second"));
        Setup setup = setup(builder -> builder.idToken(() -> tokens.size() > 1 ? tokens.remove(0) : tokens.get(0)));
        setup.simulator.admit("first");
        setup.simulator.admit("second");
        listen(setup);
        live();

        setup.simulator.expire("first");
        setup.simulator.say("auth_revoked");

        assertThat(List.of(heard.next(), heard.next(), heard.next(), heard.next()))
                .containsExactly("CONNECTING", "gap", "LIVE", "gap");
    }

    @Test
    void streamThatTheRulesDenyIsGivenUp() throws Exception {
        Setup setup = setup(builder -> builder);
        setup.simulator.deny("todos");
        listen(setup);

        assertThat(List.of(heard.next(), heard.next())).containsExactly("CONNECTING", "DEAD");
    }

    /** Every token is refused until somebody signs in anew. */
    @Test
    void streamWaitsForATokenThatIsTaken() throws Exception {
        List<String> tokens = new CopyOnWriteArrayList<>(List.of("bad", "worse", "good"));
        Setup setup = setup(builder -> builder.idToken(() -> tokens.size() > 1 ? tokens.remove(0) : tokens.get(0)));
        setup.simulator.admit("good");

        listen(setup);

        live();
    }

    /** A redirect to a host that nobody named would carry the token away. */
    @Test
    void strangeHostGetsNoStream() throws Exception {
        Setup setup = new Setup(builder -> builder, "elsewhere.example:1");
        started.add(setup);
        listen(setup);

        assertThat(List.of(heard.next(), heard.next())).containsExactly("CONNECTING", "DEAD");
    }

    @Test
    void closedAdapterEndsTheThread() throws Exception {
        Setup setup = setup(builder -> builder);
        SyncAdapter todos = setup.todos();
        todos.capability(LiveChanges.class).orElseThrow().listen(heard);
        live();

        todos.close();

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("mooring-events")) {
                thread.join(30_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    private void live() throws InterruptedException {
        assertThat(List.of(heard.next(), heard.next(), heard.next())).containsExactly("CONNECTING", "LIVE", "gap");
    }

    private Setup setup(UnaryOperator<RealtimeBackend.Builder> options) {
        Setup setup = new Setup(options);
        started.add(setup);
        return setup;
    }

    private void listen(Setup setup) {
        Listening listening =
                setup.todos().capability(LiveChanges.class).orElseThrow().listen(heard);
        started.add(0, listening);
    }
}
