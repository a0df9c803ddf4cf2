package dev.mooring.support.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.Pointer;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatusTableTest {

    private static final Set<CallKind> WRITES = EnumSet.complementOf(EnumSet.of(CallKind.READ));

    private final StatusTable table = StatusTable.standard();

    @Test
    void everyStatusHasExactlyOneMeaningForEveryKindOfCall() {
        for (CallKind kind : CallKind.values()) {
            for (int status = 100; status <= 599; status++) {
                Reaction reaction = table.reaction(kind, answer(status, ""));
                SyncException failure = table.failure(kind, answer(status, "said"));

                assertThat(reaction == Reaction.DONE).as("%s %s", kind, status).isEqualTo(status / 100 == 2);
                assertThat(failure).hasMessageContaining("answered " + status);
                assertThat(failure).hasMessageContaining("said");
                assertThat(failure.getClass())
                        .as("%s %s %s", kind, status, reaction)
                        .isIn(expected(reaction, kind));
            }
        }
    }

    private static Set<Class<?>> expected(Reaction reaction, CallKind kind) {
        return switch (reaction) {
            case UNAUTHENTICATED -> Set.of(Unauthenticated.class);
            case MISCONFIGURED -> Set.of(Misconfigured.class);
            case TEMPORARY, IN_DOUBT -> Set.of(TemporaryFailure.class);
            case REFUSED -> Set.of(Rejected.class);
            case DONE, CONFLICT, ABSENT, EXPIRED ->
                Set.of(kind == CallKind.READ ? Misconfigured.class : Rejected.class);
        };
    }

    @Test
    void readsAreNeverRefusedAndNeverInDoubt() {
        for (int status = 100; status <= 599; status++) {
            assertThat(table.reaction(CallKind.READ, answer(status, "")))
                    .isNotIn(Reaction.REFUSED, Reaction.CONFLICT, Reaction.ABSENT);
            if (table.failure(CallKind.READ, answer(status, "")) instanceof TemporaryFailure failure) {
                assertThat(failure.maybeApplied()).isFalse();
            }
        }
    }

    @Test
    void theStandardMeaningsAreTheContracts() {
        assertThat(of(CallKind.READ, 404)).isEqualTo(Reaction.MISCONFIGURED);
        assertThat(of(CallKind.READ, 403)).isEqualTo(Reaction.MISCONFIGURED);
        assertThat(of(CallKind.READ, 410)).isEqualTo(Reaction.EXPIRED);
        assertThat(of(CallKind.CREATE, 409)).isEqualTo(Reaction.CONFLICT);
        assertThat(of(CallKind.UPDATE, 412)).isEqualTo(Reaction.CONFLICT);
        assertThat(of(CallKind.UPDATE, 404)).isEqualTo(Reaction.ABSENT);
        assertThat(of(CallKind.DELETE, 410)).isEqualTo(Reaction.ABSENT);
        for (CallKind kind : WRITES) {
            for (int refused : List.of(400, 403, 413, 418, 422)) {
                assertThat(of(kind, refused)).as("%s %s", kind, refused).isEqualTo(Reaction.REFUSED);
            }
        }
        for (CallKind kind : CallKind.values()) {
            assertThat(of(kind, 401)).isEqualTo(Reaction.UNAUTHENTICATED);
            assertThat(of(kind, 307)).isEqualTo(Reaction.MISCONFIGURED);
            assertThat(of(kind, 429)).isEqualTo(Reaction.TEMPORARY);
            assertThat(of(kind, 503)).isEqualTo(Reaction.IN_DOUBT);
            assertThat(of(kind, 408)).isEqualTo(Reaction.IN_DOUBT);
        }
    }

    @Test
    void aWriteThatMetAServerErrorIsInDoubt() {
        assertThat(table.failure(CallKind.CREATE, answer(500, "")))
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        e -> assertThat(e.maybeApplied()).isTrue());
        assertThat(table.failure(CallKind.CREATE, answer(429, "")))
                .isInstanceOfSatisfying(
                        TemporaryFailure.class,
                        e -> assertThat(e.maybeApplied()).isFalse());
    }

    @Test
    void ownRowsComeFirstAndByCode() {
        StatusTable own = StatusTable.builder()
                .code(answer -> Pointer.of("/code").text(Json.standard().parse(answer.bytes())))
                .row(409, "23505", Reaction.CONFLICT)
                .row(409, Reaction.REFUSED)
                .row(400, 599, "40*", Reaction.TEMPORARY)
                .row(304, Reaction.DONE, CallKind.READ)
                .build();

        assertThat(own.reaction(CallKind.UPDATE, answer(409, "{\"code\":\"23505\"}")))
                .isEqualTo(Reaction.CONFLICT);
        assertThat(own.reaction(CallKind.UPDATE, answer(409, "{\"code\":\"23503\"}")))
                .isEqualTo(Reaction.REFUSED);
        assertThat(own.reaction(CallKind.UPDATE, answer(500, "{\"code\":\"40001\"}")))
                .isEqualTo(Reaction.TEMPORARY);
        assertThat(own.reaction(CallKind.UPDATE, answer(500, "{\"code\":\"57014\"}")))
                .isEqualTo(Reaction.IN_DOUBT);
        assertThat(own.reaction(CallKind.READ, answer(304, "{}"))).isEqualTo(Reaction.DONE);
        assertThat(own.reaction(CallKind.UPDATE, answer(304, "{}"))).isEqualTo(Reaction.MISCONFIGURED);
        assertThat(own.problem(answer(409, "{\"code\":\"23503\"}")).code()).isEqualTo("23503");
        assertThat(table.problem(answer(422, "")).code()).isEqualTo("422");
    }

    @Test
    void thePauseThatTheServerAsksForIsPassedOn() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        StatusTable own = StatusTable.builder()
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .longestPause(Duration.ofMinutes(1))
                .build();

        assertThat(pause(own, "7")).contains(Duration.ofSeconds(7));
        assertThat(pause(own, "0")).contains(Duration.ZERO);
        assertThat(pause(own, "61")).contains(Duration.ofMinutes(1));
        assertThat(pause(own, "99999999999999999999")).contains(Duration.ofMinutes(1));
        assertThat(pause(own, "Thu, 01 Jan 2026 00:00:30 GMT")).contains(Duration.ofSeconds(30));
        assertThat(pause(own, "Thursday, 01-Jan-26 00:00:30 GMT")).contains(Duration.ofSeconds(30));
        assertThat(pause(own, "Wed, 31 Dec 2025 00:00:00 GMT")).contains(Duration.ZERO);
        for (String nonsense : List.of("", "soon", "-1", "1.5", "1e9", "٣")) {
            assertThat(pause(own, nonsense)).as(nonsense).isEmpty();
        }
    }

    @Test
    void aDateIsMeasuredByTheServersOwnClock() {
        HttpAnswer answer = answer(503, "")
                .withHeader("Date", "Thu, 01 Jan 2026 00:00:00 GMT")
                .withHeader("Retry-After", "Thu, 01 Jan 2026 00:00:10 GMT");

        assertThat(((TemporaryFailure) table.failure(CallKind.READ, answer)).retryAfter())
                .contains(Duration.ofSeconds(10));
    }

    @Test
    void aRedirectIsNamedWithoutItsQuery() {
        HttpAnswer answer = answer(302, "").withHeader("Location", "https://other/x?token=1");

        assertThat(table.failure(CallKind.READ, answer)).hasMessageEndingWith("; it points to https://other/x");
    }

    @Test
    void checkGoesOnOnlyWhenDone() {
        table.check(CallKind.READ, answer(200, ""));

        assertThatThrownBy(() -> table.check(CallKind.READ, answer(500, ""))).isInstanceOf(TemporaryFailure.class);
    }

    @Test
    void printsItselfForDocumentation() {
        String markdown = StatusTable.builder()
                .row(409, "23505", Reaction.CONFLICT, CallKind.CREATE)
                .build()
                .markdown();

        assertThat(markdown)
                .startsWith("| status | read | create | update | delete | batch | |\n|---|---|---|---|---|---|---|\n"
                        + "| 409 `23505` |  | conflict |  |  |  |  |\n| 200-299 | done | done |");
        assertThat(markdown.lines())
                .allMatch(line -> line.chars().filter(c -> c == '|').count() == 8);
    }

    private Reaction of(CallKind kind, int status) {
        return table.reaction(kind, answer(status, ""));
    }

    private static Optional<Duration> pause(StatusTable table, String header) {
        HttpAnswer answer = answer(503, "").withHeader("Retry-After", header);
        return ((TemporaryFailure) table.failure(CallKind.CREATE, answer)).retryAfter();
    }

    private static HttpAnswer answer(int status, String body) {
        return HttpAnswer.of(HttpCall.get(Address.of("http://localhost/items")).build(), status, body);
    }
}
