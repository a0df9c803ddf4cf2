package dev.mooring.supabase.internal.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.LiveChanges.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A listener that is slow is told less, never wrong. */
class MailboxTest {

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final RealtimeTest.Heard heard = new RealtimeTest.Heard();
    private final Mailbox mailbox = new Mailbox(heard, tasks::add, ended -> {});

    @Test
    void waitingHintsAreToldTogether() {
        mailbox.state(State.LIVE);
        mailbox.gap();
        mailbox.gap();
        mailbox.hint(Set.of("a"));
        mailbox.hint(Set.of("b"));
        mailbox.gap();
        mailbox.hint(Set.of("c"));

        run();

        assertThat(heard.words).containsExactly("LIVE", "gap", "hint [a, b]", "gap", "hint [c]");
    }

    @Test
    void tooManyIdsBecomeAGap() {
        for (int i = 0; i <= 1000; i++) {
            mailbox.hint(Set.of("id" + i));
        }

        run();

        assertThat(heard.words).containsExactly("gap");
    }

    @Test
    void stuckListenerCostsNoMemoryAndIsToldTheLastStateAndAGap() {
        for (int i = 0; i < 10_000; i++) {
            mailbox.state(i % 2 == 0 ? State.LIVE : State.CONNECTING);
            mailbox.gap();
            mailbox.hint(Set.of("a"));
        }
        mailbox.state(State.LIVE);

        run();

        assertThat(heard.words).hasSizeLessThan(200).contains("gap").endsWith("LIVE");
    }

    @Test
    void oneTaskIsEnoughForAllThatWaits() {
        mailbox.gap();
        mailbox.hint(Set.of("a"));
        assertThat(tasks).hasSize(1);

        run();
        mailbox.gap();

        assertThat(tasks).hasSize(1);
    }

    @Test
    void nothingIsToldAfterClose() {
        mailbox.gap();
        mailbox.close();
        mailbox.gap();

        run();

        assertThat(heard.words).isEmpty();
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
