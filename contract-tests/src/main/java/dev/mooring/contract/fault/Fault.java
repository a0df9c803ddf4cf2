package dev.mooring.contract.fault;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that goes wrong with one request. Immutable.
 *
 * @param kind what goes wrong
 * @param status the status that is answered; 0 where the fault is another
 * @param retryAfter the text of {@code Retry-After} beside that status
 * @param held how long the answer is held back; empty = until released
 * @param body what is answered instead of the true body
 * @param rewrite what is made of the true body
 */
public record Fault(
        Kind kind,
        int status,
        Optional<String> retryAfter,
        Optional<Duration> held,
        Optional<Payload> body,
        Optional<Rewrite> rewrite) {

    /** The server acts; its answer is lost: the connection ends without a byte. */
    public static Fault loseAnswer() {
        return of(Kind.LOSE_ANSWER);
    }

    /** The connection is reset before the server hears of the request. */
    public static Fault resetBefore() {
        return of(Kind.RESET_BEFORE);
    }

    /** The server acts; then the connection is reset. */
    public static Fault resetAfter() {
        return of(Kind.RESET_AFTER);
    }

    /** The server acts; its answer stops in the middle. */
    public static Fault truncate() {
        return of(Kind.TRUNCATE);
    }

    /** The server acts; its answer is held back until {@link Faults#clear()}, or for ever. */
    public static Fault delay() {
        return of(Kind.DELAY);
    }

    /** The server acts; its answer is held back for so long, or until {@link Faults#clear()}. */
    public static Fault delay(Duration time) {
        return new Fault(Kind.DELAY, 0, Optional.empty(), Optional.of(time), Optional.empty(), Optional.empty());
    }

    /**
     * The server acts; its answer never comes. As {@link #delay()}, but in the CALL form the client does not give up by itself: only
     * {@link Faults#clear()} or an interruption ends the call.
     */
    public static Fault stall() {
        return of(Kind.STALL);
    }

    /** The server gets the request twice; the caller gets the second answer. */
    public static Fault duplicate() {
        return of(Kind.DUPLICATE);
    }

    /** The server acts; its answer comes one byte at a time and never ends. */
    public static Fault drip() {
        return of(Kind.DRIP);
    }

    /** The caller is sent to another host, which answers; the server does not hear of the request. */
    public static Fault redirect() {
        return of(Kind.REDIRECT);
    }

    /** A status is answered; the server does not hear of the request. */
    public static Fault status(int status) {
        return new Fault(Kind.STATUS, status, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The server acts; the body of its answer is replaced. */
    public static Fault body(Payload body) {
        return new Fault(Kind.BODY, 0, Optional.empty(), Optional.empty(), Optional.of(body), Optional.empty());
    }

    /** The server acts; the body of its answer is changed, and is as long as its header says. */
    public static Fault rewrite(Rewrite change) {
        return new Fault(Kind.REWRITE, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(change));
    }

    /** The same status with the header {@code Retry-After}: seconds or an HTTP date. */
    public Fault retryAfter(String text) {
        return new Fault(kind, status, Optional.of(text), held, body, rewrite);
    }

    /** The same status with a body. */
    public Fault with(Payload answer) {
        return new Fault(kind, status, retryAfter, held, Optional.of(answer), rewrite);
    }

    @Override
    public String toString() {
        return kind
                + (status == 0 ? "" : " " + status)
                + retryAfter.map(text -> " Retry-After: " + text).orElse("")
                + held.map(time -> " " + time).orElse("")
                + body.map(content -> " " + content).orElse("")
                + rewrite.map(change -> " " + change).orElse("");
    }

    private static Fault of(Kind kind) {
        return new Fault(kind, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What can go wrong. */
    public enum Kind {
        /** See {@link Fault#loseAnswer()}. */
        LOSE_ANSWER,
        /** See {@link Fault#resetBefore()}. */
        RESET_BEFORE,
        /** See {@link Fault#resetAfter()}. */
        RESET_AFTER,
        /** See {@link Fault#truncate()}. */
        TRUNCATE,
        /** See {@link Fault#delay()}. */
        DELAY,
        /** See {@link Fault#stall()}. */
        STALL,
        /** See {@link Fault#duplicate()}. */
        DUPLICATE,
        /** See {@link Fault#status(int)}. */
        STATUS,
        /** See {@link Fault#body(Payload)}. */
        BODY,
        /** See {@link Fault#rewrite(Rewrite)}. */
        REWRITE,
        /** See {@link Fault#drip()}. */
        DRIP,
        /** See {@link Fault#redirect()}. */
        REDIRECT
    }
}
