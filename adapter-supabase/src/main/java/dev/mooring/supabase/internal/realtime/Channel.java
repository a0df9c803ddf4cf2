package dev.mooring.supabase.internal.realtime;

import dev.mooring.sync.LiveChanges.State;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One table's channel. Joined is not subscribed: it is live when the server says that it listens to PostgreSQL, and then, as after every
 * later interruption, a gap is told. Used by the loop alone.
 */
final class Channel {

    private static final Logger LOG = LoggerFactory.getLogger(Channel.class);

    /** How long a confirmation may take; the server tries again by itself every 5 to 10 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** How often to look whether somebody signed in. */
    private static final Duration SIGNED_OUT = Duration.ofSeconds(60);

    private static final Set<String> REFUSED_TOKEN =
            Set.of("InvalidJWTToken", "JwtSignatureError", "MalformedJWT", "Unauthorized");
    private static final Set<String> TOO_MANY = Set.of("ChannelRateLimitReached", "ClientJoinRateLimitReached");

    private final Topic topic;
    private final Switchboard board;
    private final Set<Mailbox> mailboxes = new LinkedHashSet<>();
    private State state = State.CONNECTING;
    private String name = "";
    private String joinRef = "";
    private String token = "";
    private String spent = "";
    private boolean refused;
    private int failures;
    private Loop.@Nullable Timer timer;

    Channel(Topic topic, Switchboard board) {
        this.topic = topic;
        this.board = board;
    }

    /** The name under which it is joined; empty while it is not. */
    String name() {
        return name;
    }

    boolean dead() {
        return state == State.DEAD;
    }

    boolean deserted() {
        return mailboxes.isEmpty();
    }

    void add(Mailbox mailbox) {
        if (dead()) {
            become(State.CONNECTING);
            failures = 0;
        }
        mailboxes.add(mailbox);
        mailbox.state(State.CONNECTING);
        if (state == State.LIVE) {
            mailbox.state(State.LIVE);
            mailbox.gap();
        }
    }

    void remove(Mailbox mailbox) {
        mailboxes.remove(mailbox);
    }

    /** Joins by a name that was never used, so that nothing late can be taken for an answer. */
    void join() {
        stopWaiting();
        if (dead() || !name.isEmpty() || !board.open()) {
            return;
        }
        String pass = pass();
        if (pass.isEmpty()) {
            return;
        }
        token = pass;
        joinRef = board.next();
        name = "realtime:mooring-" + joinRef;
        board.send(name, "phx_join", topic.join(token), joinRef, joinRef);
        timer = board.after(PATIENCE, this::leaveAndJoinAgain);
    }

    /** A token to join with; empty where there is none now, and joining is put off or given up. */
    private String pass() {
        try {
            String next =
                    spent.isEmpty() ? board.access().token() : board.access().tokenOtherThan(spent);
            if (refused && next.equals(spent)) {
                LOG.warn("{} hears no changes: its token is refused and there is no other", this);
                giveUp();
                return "";
            }
            spent = "";
            refused = false;
            return next;
        } catch (Unauthenticated e) {
            LOG.debug("nobody is signed in: {} waits", this);
            timer = board.after(SIGNED_OUT, this::join);
        } catch (TemporaryFailure e) {
            LOG.debug("there is no token for {}: {}", this, e.getMessage());
            again();
        } catch (SyncException e) {
            LOG.warn("{} hears no changes: {}", this, e.getMessage());
            giveUp();
        }
        return "";
    }

    /** The socket is lost, or this channel no longer wanted. */
    void forget() {
        stopWaiting();
        name = "";
        joinRef = "";
        interrupted();
    }

    void leave() {
        if (!name.isEmpty()) {
            board.send(name, "phx_leave", Map.of(), board.next(), joinRef);
        }
        forget();
    }

    void die() {
        forget();
        if (!dead()) {
            become(State.DEAD);
        }
    }

    private void giveUp() {
        die();
        board.restIfIdle();
    }

    /** Sends the newest token, if it is another one: the server listens anew with it, and may miss something in between. */
    void push(String newest) {
        if (!name.isEmpty() && !newest.equals(token)) {
            token = newest;
            board.send(name, "access_token", Map.of("access_token", newest), board.next(), joinRef);
            if (state == State.LIVE) {
                mailboxes.forEach(Mailbox::gap);
            }
        }
    }

    void hear(Frame frame) {
        switch (frame.event()) {
            case "phx_reply" -> reply(frame);
            case "system" -> system(frame);
            case "postgres_changes" -> changed(frame);
            case "phx_close", "phx_error" -> closed();
            default -> LOG.trace("{} ignores {}", this, frame);
        }
    }

    private void reply(Frame frame) {
        if (!frame.ref().equals(joinRef) || !frame.text("status").equals("error")) {
            return;
        }
        String code = code(frame.object("response").get("reason"));
        LOG.debug("{} could not be joined: {}", this, code);
        if (REFUSED_TOKEN.contains(code)) {
            spent = token;
            refused = true;
        }
        if (TOO_MANY.contains(code)) {
            failures = Math.max(failures, Pauses.LONGEST);
        }
        forget();
        again();
    }

    /** {@code "Code: text"}. */
    private static String code(@Nullable Object reason) {
        return String.valueOf(reason).split(":", 2)[0].trim();
    }

    private void system(Frame frame) {
        boolean ok = frame.text("status").equals("ok");
        boolean changes = frame.text("extension").equals("postgres_changes");
        if (changes && ok) {
            subscribed();
        } else if (!ok) {
            // either the server tries again, or the channel is about to be closed, or it listens to nothing for ever
            LOG.debug("{} is interrupted by the server", this);
            spent = changes ? spent : token;
            interrupted();
            stopWaiting();
            timer = board.after(PATIENCE, this::leaveAndJoinAgain);
        }
    }

    private void subscribed() {
        stopWaiting();
        failures = 0;
        board.healthy();
        if (state != State.LIVE) {
            become(State.LIVE);
        }
        mailboxes.forEach(Mailbox::gap);
    }

    private void changed(Frame frame) {
        if (state == State.LIVE) {
            topic.ids(frame.object("data"))
                    .ifPresentOrElse(
                            ids -> mailboxes.forEach(mailbox -> mailbox.hint(ids)),
                            () -> mailboxes.forEach(Mailbox::gap));
        }
    }

    private void closed() {
        forget();
        again();
    }

    /** Starts over, with whatever token there is then. */
    void leaveAndJoinAgain() {
        leave();
        again();
    }

    private void again() {
        stopWaiting();
        timer = board.after(board.pauses().after(failures++), this::join);
    }

    private void interrupted() {
        if (state == State.LIVE) {
            become(State.CONNECTING);
            mailboxes.forEach(Mailbox::gap);
        }
    }

    private void become(State next) {
        state = next;
        mailboxes.forEach(mailbox -> mailbox.state(next));
    }

    private void stopWaiting() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    @Override
    public String toString() {
        return topic.schema() + "." + topic.table();
    }
}
