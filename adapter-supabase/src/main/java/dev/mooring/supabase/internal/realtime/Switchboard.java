package dev.mooring.supabase.internal.realtime;

import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection and its channels. It is there while a channel is wanted, beats, and is made again after a pause when it is lost. Used
 * by the loop alone; only {@link #cut} may be called from elsewhere.
 */
final class Switchboard {

    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);
    private static final Duration BEAT = Duration.ofSeconds(25);
    private static final Set<Integer> FOR_GOOD = Set.of(403, 404);

    private final Wire wire;
    private final Access access;
    private final Loop loop;
    private final Pauses pauses;
    private final Map<Topic, Channel> channels = new LinkedHashMap<>();
    private volatile @Nullable Connection connection;
    private String key = "";
    private String refusedKey = "";
    private String awaited = "";
    private long references;
    private int failures;
    private boolean open;
    private Loop.@Nullable Timer timer;

    Switchboard(Wire wire, Access access, Loop loop, Pauses pauses) {
        this.wire = wire;
        this.access = access;
        this.loop = loop;
        this.pauses = pauses;
    }

    /** One attempt; what is told of an earlier one is too late. */
    private final class Connection implements Wire.Receiver {

        private volatile Wire.@Nullable Line line;

        @Override
        public void opened() {
            loop.run(() -> ifCurrent(Switchboard.this::opened));
        }

        @Override
        public void text(String text) {
            loop.run(() -> ifCurrent(() -> hear(text)));
        }

        @Override
        public void lost(int status) {
            loop.run(() -> ifCurrent(() -> Switchboard.this.lost(status)));
        }

        @SuppressWarnings("ReferenceEquality") // this very attempt
        private void ifCurrent(Runnable step) {
            if (connection == this) {
                step.run();
            }
        }
    }

    Access access() {
        return access;
    }

    Pauses pauses() {
        return pauses;
    }

    boolean open() {
        return open;
    }

    Loop.Timer after(Duration pause, Runnable step) {
        return loop.after(pause, step);
    }

    /** A reference that was never used. */
    String next() {
        return Long.toString(++references);
    }

    void send(String topic, String event, Map<String, ? extends @Nullable Object> payload, String ref, String joinRef) {
        Wire.Line line = line();
        if (line != null) {
            line.send(Frame.write(topic, event, payload, ref, joinRef));
        }
    }

    /** A channel was confirmed: the next failure is the first again. */
    void healthy() {
        failures = 0;
    }

    void add(Topic topic, Mailbox mailbox) {
        Channel channel = channels.computeIfAbsent(topic, known -> new Channel(known, this));
        channel.add(mailbox);
        if (open) {
            channel.join();
        } else if (connection == null && timer == null) {
            connect();
        }
    }

    void remove(Topic topic, Mailbox mailbox) {
        Channel channel = channels.get(topic);
        if (channel == null) {
            return;
        }
        channel.remove(mailbox);
        if (channel.deserted()) {
            channel.leave();
            channels.remove(topic);
            restIfIdle();
        }
    }

    /** Ends the connection at once, from any thread. */
    void cut() {
        Wire.Line line = line();
        if (line != null) {
            line.cut();
        }
    }

    private Wire.@Nullable Line line() {
        Connection now = connection;
        return now == null ? null : now.line;
    }

    private boolean idle() {
        return channels.values().stream().allMatch(Channel::dead);
    }

    /** Hangs up when nobody wants to hear anything any more. */
    void restIfIdle() {
        if (!idle()) {
            return;
        }
        Wire.Line line = line();
        disconnected();
        if (line != null) {
            line.hangUp();
        }
    }

    private void connect() {
        timer = null;
        if (idle()) {
            return;
        }
        try {
            key = refusedKey.isEmpty() ? access.key() : access.keyOtherThan(refusedKey);
            if (key.equals(refusedKey)) {
                giveUp("the key is refused and there is no other");
                return;
            }
            refusedKey = "";
            Connection attempt = new Connection();
            connection = attempt;
            attempt.line = wire.open(key, attempt);
        } catch (TemporaryFailure | Unauthenticated e) {
            LOG.debug("there is no key for {}: {}", wire, e.getMessage());
            again();
        } catch (SyncException e) {
            giveUp(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            // its message may repeat the key
            giveUp("the key has a character that no header can carry");
        }
    }

    private void opened() {
        open = true;
        awaited = "";
        beatLater();
        List.copyOf(channels.values()).forEach(Channel::join);
        restIfIdle();
    }

    private void hear(String text) {
        Frame frame = Frame.read(text).orElse(null);
        if (frame == null) {
            LOG.debug("{} sent what is no message", wire);
            return;
        }
        if (frame.topic().equals("phoenix")) {
            awaited = frame.ref().equals(awaited) ? "" : awaited;
            return;
        }
        channels.values().stream()
                .filter(channel -> channel.name().equals(frame.topic()))
                .findFirst()
                .ifPresent(channel -> channel.hear(frame));
    }

    private void lost(int status) {
        disconnected();
        channels.values().forEach(Channel::forget);
        if (FOR_GOOD.contains(status)) {
            giveUp("the server answered " + status);
            return;
        }
        refusedKey = status == 401 ? key : "";
        again();
    }

    private void giveUp(String why) {
        LOG.warn("{} is given up, there are no hints: {}", wire, why);
        disconnected();
        channels.values().forEach(Channel::die);
    }

    private void again() {
        connection = null;
        if (!idle()) {
            timer = loop.after(pauses.after(failures++), this::connect);
        }
    }

    private void disconnected() {
        open = false;
        connection = null;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void beatLater() {
        timer = loop.after(BEAT, this::beat);
    }

    /** The server has to answer before the next beat; else the connection only looks open. */
    private void beat() {
        Wire.Line line = line();
        if (!awaited.isEmpty() && line != null) {
            LOG.debug("{} no longer answers", wire);
            lost(0);
            line.cut();
            return;
        }
        awaited = next();
        send("phoenix", "heartbeat", Map.of(), awaited, "");
        renew();
        beatLater();
    }

    /** A token that is about to end is replaced before the server closes the channels for it. */
    private void renew() {
        try {
            String token = access.token();
            channels.values().forEach(channel -> channel.push(token));
        } catch (TemporaryFailure e) {
            LOG.debug("there is no newer token for {}: {}", wire, e.getMessage());
        } catch (SyncException e) {
            // signed out: what is live must not go on with a session that is over
            LOG.debug("{} leaves its channels: {}", wire, e.getMessage());
            List.copyOf(channels.values()).forEach(Channel::leaveAndJoinAgain);
        }
    }
}
