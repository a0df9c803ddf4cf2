package dev.mooring.crud;

import static dev.mooring.crud.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mooring.sync.LiveChanges;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.Unauthenticated;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CrudLiveTest {

    private final RowTable table = new RowTable();
    private final TableView functions = table.view();
    private final List<String> reports = new CopyOnWriteArrayList<>();

    private CrudBuilder subscribed(CrudFunctions.Subscribe subscribe) {
        return CrudAdapter.builder("things")
                .list(functions::all)
                .subscribe(subscribe)
                .reconnectPause(Duration.ofMillis(1))
                .reports(reports::add);
    }

    private static LiveChanges live(SyncAdapter adapter) {
        return adapter.capability(LiveChanges.class).orElseThrow();
    }

    /** Writes down what it is told, in order. */
    private static class Notes implements LiveChanges.Listener {
        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        @Override
        public void hint(Set<String> ids) {
            told.add(ids.size() > 3 ? "hint of many" : "hint " + ids);
        }

        @Override
        public void gap() {
            told.add("gap");
        }

        @Override
        public void state(LiveChanges.State state) {
            told.add(state.name());
        }

        void mustHear(String... expected) throws InterruptedException {
            for (String next : expected) {
                assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(next);
            }
        }
    }

    @Test
    @DisplayName("C1 C7 hints name the rows; what was missed before is a gap")
    void hintsNameRows() throws InterruptedException {
        Notes notes = new Notes();
        try (SyncAdapter adapter = subscribed(functions::subscribe).build();
                LiveChanges.Listening listening = live(adapter).listen(notes)) {
            notes.mustHear("CONNECTING", "LIVE", "gap");

            table.put("a", row());

            notes.mustHear("hint [a]");
            assertThat(listening).isNotNull();
        }
    }

    @Test
    @DisplayName("362 a lost subscription is a gap, is ended and made again")
    void lostIsMadeAgain() throws InterruptedException {
        Notes notes = new Notes();
        AtomicInteger ended = new AtomicInteger();
        BlockingQueue<Hints> subscriptions = new LinkedBlockingQueue<>();
        CrudBuilder builder = subscribed(hints -> {
            subscriptions.add(hints);
            return ended::incrementAndGet;
        });
        try (SyncAdapter adapter = builder.build();
                LiveChanges.Listening listening = live(adapter).listen(notes)) {
            notes.mustHear("CONNECTING", "LIVE", "gap");
            Hints first = subscriptions.take();
            first.lost();
            notes.mustHear("gap", "CONNECTING", "LIVE", "gap");

            first.changed("nobody listens to a lost subscription");
            subscriptions.take().missed();
            notes.mustHear("gap");

            assertThat(ended.get()).isEqualTo(1);
            assertThat(listening).isNotNull();
        }
    }

    @Test
    @DisplayName("583 a subscription that fails is tried again; without a token it is dead")
    void failedIsTriedAgain() throws InterruptedException {
        Notes notes = new Notes();
        AtomicInteger attempts = new AtomicInteger();
        CrudBuilder builder = subscribed(hints -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IOException("no route");
            }
            throw new Unauthenticated("the token was refused");
        });
        try (SyncAdapter adapter = builder.build();
                LiveChanges.Listening listening = live(adapter).listen(notes)) {
            notes.mustHear("CONNECTING", "CONNECTING", "CONNECTING", "DEAD");
            assertThat(listening).isNotNull();
        }
        assertThat(reports).hasSize(3).first().asString().contains("no route");
    }

    @Test
    @DisplayName("LIVE-5 LIVE-6 a listener that throws is called again; one that closed is not")
    void throwingListenerGoesOn() throws InterruptedException {
        Notes notes = new Notes() {
            @Override
            public void gap() {
                super.gap();
                throw new IllegalStateException("the listener's own");
            }
        };
        try (SyncAdapter adapter = subscribed(functions::subscribe).build()) {
            LiveChanges.Listening listening = live(adapter).listen(notes);
            notes.mustHear("CONNECTING", "LIVE", "gap");
            table.put("a", row());
            notes.mustHear("hint [a]");

            listening.close();
            listening.close();
            table.put("b", row());

            assertThat(notes.told).isEmpty();
        }
        assertThat(reports).anyMatch(text -> text.contains("the listener's own"));
    }

    @Test
    @DisplayName("LIVE-5 a listener that closes within a call hears nothing of what waited behind it")
    void nothingFollowsAClose() throws InterruptedException {
        BlockingQueue<String> ended = new LinkedBlockingQueue<>();
        AtomicReference<LiveChanges.Listening> listening = new AtomicReference<>();
        Notes notes = new Notes() {
            @Override
            public void hint(Set<String> ids) {
                super.hint(ids);
                listening.get().close();
            }
        };
        CountDownLatch known = new CountDownLatch(1);
        CrudBuilder builder = subscribed(hints -> {
            known.await();
            hints.changed("a");
            hints.missed();
            return () -> ended.add("ended");
        });
        try (SyncAdapter adapter = builder.build()) {
            listening.set(live(adapter).listen(notes));
            known.countDown();

            notes.mustHear("CONNECTING", "LIVE", "gap", "hint [a]");
            assertThat(ended.poll(20, TimeUnit.SECONDS)).isEqualTo("ended");
            assertThat(notes.told).isEmpty();
        }
    }

    @Test
    @DisplayName("closing the adapter ends every subscription")
    void closingEndsSubscriptions() throws InterruptedException {
        BlockingQueue<String> ended = new LinkedBlockingQueue<>();
        Notes notes = new Notes();
        SyncAdapter adapter = subscribed(hints -> () -> ended.add("ended")).build();
        live(adapter).listen(notes);
        notes.mustHear("CONNECTING", "LIVE", "gap");

        adapter.close();

        assertThat(ended.poll(20, TimeUnit.SECONDS)).isEqualTo("ended");
    }

    @Test
    @DisplayName("a flood of ids becomes a gap, so that memory stays bounded")
    void floodIsAGap() throws InterruptedException {
        Mailbox mailbox = new Mailbox();
        IntStream.range(0, 100_000).forEach(n -> mailbox.changed("id" + n));

        Mailbox.Mail mail = mailbox.take();

        assertThat(mail.gap()).isTrue();
        assertThat(mail.ids()).hasSizeLessThanOrEqualTo(1_000);
    }
}
