package dev.mooring.support.status;

import dev.mooring.support.http.HttpAnswer;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Maps every status, with the backend's own code where it has one, to exactly one {@link Reaction} for each kind of call
 * (ERROR-14). The first row that fits decides; an adapter's own rows come before the standard ones. Immutable; safe for several
 * threads.
 */
public final class StatusTable {

    private static final StatusTable STANDARD = builder().build();

    private final List<StatusRow> rows;
    private final Function<HttpAnswer, Optional<String>> code;
    private final Clock clock;
    private final Duration longestPause;

    private StatusTable(Builder builder) {
        List<StatusRow> all = new ArrayList<>(builder.rows);
        all.addAll(StandardRows.ALL);
        rows = List.copyOf(all);
        code = builder.code;
        clock = builder.clock;
        longestPause = builder.longestPause;
    }

    /** The standard rows alone. */
    public static StatusTable standard() {
        return STANDARD;
    }

    /** Puts rows before the standard ones. */
    public static Builder builder() {
        return new Builder();
    }

    /** What an answer means. */
    public Reaction reaction(CallKind kind, HttpAnswer answer) {
        String codeOfAnswer = answer.successful() ? "" : code.apply(answer).orElse("");
        return rows.stream()
                .flatMap(row -> row.reaction(kind, answer.status(), codeOfAnswer).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no row for " + answer));
    }

    /**
     * Goes on where the answer is {@link Reaction#DONE}.
     *
     * @throws SyncException {@link #failure} otherwise
     */
    public void check(CallKind kind, HttpAnswer answer) {
        if (reaction(kind, answer) != Reaction.DONE) {
            throw failure(kind, answer);
        }
    }

    /**
     * The failure that an answer stands for. Where the reaction is one that the adapter should have answered itself, a read is
     * {@link Misconfigured} and a write {@link Rejected}.
     */
    public SyncException failure(CallKind kind, HttpAnswer answer) {
        return switch (reaction(kind, answer)) {
            case UNAUTHENTICATED -> new Unauthenticated(answer.toString());
            case MISCONFIGURED -> new Misconfigured(answer + redirect(answer));
            case TEMPORARY -> pausing(TemporaryFailure.notApplied(answer.toString(), null), answer);
            case IN_DOUBT -> pausing(inDoubt(kind, answer), answer);
            case REFUSED -> rejected(answer);
            case DONE, CONFLICT, ABSENT, EXPIRED ->
                kind == CallKind.READ ? new Misconfigured(answer.toString()) : rejected(answer);
        };
    }

    /** Why the backend refuses: its own code, else the status. */
    public Problem problem(HttpAnswer answer) {
        String own = answer.redacted(code.apply(answer).orElse(""));
        return new Problem(own.isEmpty() ? Integer.toString(answer.status()) : own, answer.toString());
    }

    /** The table for people. */
    public String markdown() {
        StringBuilder table = new StringBuilder("| status |");
        StringBuilder line = new StringBuilder("|---|");
        for (CallKind kind : CallKind.values()) {
            table.append(' ').append(kind.name().toLowerCase(Locale.ROOT)).append(" |");
            line.append("---|");
        }
        table.append(" |\n").append(line).append("---|\n");
        rows.forEach(row -> table.append(row.markdown()));
        return table.toString();
    }

    private Rejected rejected(HttpAnswer answer) {
        return new Rejected(problem(answer));
    }

    private static TemporaryFailure inDoubt(CallKind kind, HttpAnswer answer) {
        return kind == CallKind.READ
                ? TemporaryFailure.notApplied(answer.toString(), null)
                : TemporaryFailure.maybeApplied(answer.toString(), null);
    }

    private TemporaryFailure pausing(TemporaryFailure failure, HttpAnswer answer) {
        return answer.retryAfter(clock, longestPause).map(failure::retryAfter).orElse(failure);
    }

    private static String redirect(HttpAnswer answer) {
        return answer.header("Location")
                .map(to -> answer.redacted("; it points to " + to.replaceAll("[?#].*", "")))
                .orElse("");
    }

    /** Puts a table together. Not safe for several threads. */
    public static final class Builder {

        private final List<StatusRow> rows = new ArrayList<>();
        private Function<HttpAnswer, Optional<String>> code = answer -> Optional.empty();
        private Clock clock = Clock.systemUTC();
        private Duration longestPause = Duration.ofHours(1);

        private Builder() {}

        /** Where a failed answer has the backend's own code; MUST answer empty for what it cannot read, and never throw. */
        public Builder code(Function<HttpAnswer, Optional<String>> finder) {
            code = finder;
            return this;
        }

        /** One status means this for these kinds of calls; for every kind when none is named. */
        public Builder row(int status, Reaction reaction, CallKind... kinds) {
            return row(status, status, StatusRow.ANY, reaction, kinds);
        }

        /** One status with one code means this; a code that ends with {@code *} stands for all that begin so. */
        public Builder row(int status, String codeOfAnswer, Reaction reaction, CallKind... kinds) {
            return row(status, status, codeOfAnswer, reaction, kinds);
        }

        /** Several statuses with one code mean this. */
        public Builder row(int first, int last, String codeOfAnswer, Reaction reaction, CallKind... kinds) {
            Set<CallKind> meant = Set.copyOf(Arrays.asList(kinds.length == 0 ? CallKind.values() : kinds));
            Map<CallKind, Reaction> reactions = new EnumMap<>(CallKind.class);
            meant.forEach(kind -> reactions.put(kind, reaction));
            rows.add(new StatusRow(first, last, codeOfAnswer, reactions, ""));
            return this;
        }

        /** Several statuses with one code mean one thing for reads and another for every kind of write. */
        public Builder row(int first, int last, String codeOfAnswer, Reaction read, Reaction write) {
            Map<CallKind, Reaction> reactions = new EnumMap<>(CallKind.class);
            for (CallKind kind : CallKind.values()) {
                reactions.put(kind, kind == CallKind.READ ? read : write);
            }
            rows.add(new StatusRow(first, last, codeOfAnswer, reactions, ""));
            return this;
        }

        /** What a {@code Retry-After} with a date is measured by, where the answer has no date itself. */
        public Builder clock(Clock source) {
            clock = source;
            return this;
        }

        /** What a longer {@code Retry-After} is cut to; one hour unless said. */
        public Builder longestPause(Duration pause) {
            longestPause = pause;
            return this;
        }

        /** Makes the table. */
        public StatusTable build() {
            return new StatusTable(this);
        }
    }
}
