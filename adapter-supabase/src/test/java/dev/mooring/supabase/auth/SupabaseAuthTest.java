package dev.mooring.supabase.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.contract.fault.Fault;
import dev.mooring.contract.fault.On;
import dev.mooring.supabase.sim.PostgrestSimulator;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A session is kept fresh, whatever becomes of the refreshes. */
class SupabaseAuthTest extends AuthTest {

    private static final Duration NEARLY = Duration.ofMinutes(59);

    private final SessionStore store = SessionStore.inMemory();
    private final SupabaseAuth auth = auth(store);

    @Test
    void tokenIsUsedUntilNinetySecondsAreLeft() {
        String first = auth.signIn(ANNS).accessToken();

        pass(Duration.ofSeconds(3600 - 91));
        assertThat(auth.accessToken()).isEqualTo(first);
        pass(Duration.ofSeconds(1));
        assertThat(auth.accessToken()).isNotEqualTo(first);
        assertThat(asked("refresh_token")).isEqualTo(1);
    }

    @Test
    void clockOnTheWallDecidesNothing() {
        String first = auth.signIn(ANNS).accessToken();

        wall.set(Instant.parse("2035-01-01T00:00:00Z"));
        assertThat(auth.accessToken()).isEqualTo(first);
        wall.set(Instant.parse("1970-01-01T00:00:00Z"));
        time.updateAndGet(now -> now.plus(NEARLY));
        nanos.addAndGet(NEARLY.toNanos());
        assertThat(auth.accessToken()).isNotEqualTo(first);
    }

    @Test
    void manyThreadsRefreshOnce() throws Exception {
        auth.signIn(ANNS);
        pass(NEARLY);

        List<String> tokens = together(8, auth::accessToken);

        assertThat(tokens.stream().distinct()).hasSize(1);
        assertThat(asked("refresh_token")).isEqualTo(1);
    }

    @Test
    void manyThreadsThatAreRefusedRefreshOnce() throws Exception {
        String refused = auth.signIn(ANNS).accessToken();
        pass(Duration.ofSeconds(1));

        List<String> tokens = together(8, () -> auth.accessTokenOtherThan(refused));

        assertThat(tokens.stream().distinct()).hasSize(1).doesNotContain(refused);
        assertThat(asked("refresh_token")).isEqualTo(1);
    }

    /** "Old token still OK if (a) it is the direct parent of the active one". */
    @Test
    void lostAnswerIsAskedForAgainWithTheSameToken() {
        auth.signIn(ANNS);
        String before = store.load().orElseThrow().refreshToken();
        pass(Duration.ofHours(2));
        faults.arm(On.next(), Fault.loseAnswer());

        assertThatThrownBy(auth::accessToken).isInstanceOf(TemporaryFailure.class);
        assertThat(store.load().orElseThrow().refreshToken()).isEqualTo(before);
        pass(Duration.ofSeconds(2));
        String fresh = auth.accessToken();

        assertThat(asked("refresh_token")).isEqualTo(2);
        assertThat(store.load().orElseThrow().accessToken()).isEqualTo(fresh);
    }

    /** "Do not drop a still valid access token when a refresh fails". */
    @Test
    void goodTokenSurvivesRefreshesThatFail() {
        String first = auth.signIn(ANNS).accessToken();
        pass(NEARLY);
        project.limitRate();

        assertThat(auth.accessToken()).isEqualTo(first);
        assertThat(auth.accessToken()).isEqualTo(first);
        assertThat(asked("refresh_token")).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        assertThat(auth.accessToken()).isNotEqualTo(first);
    }

    @Test
    void serverThatIsLimitedIsLeftAlonePauseByPause() {
        auth.signIn(ANNS);
        pass(Duration.ofHours(2));
        List<Long> calls = new ArrayList<>();
        for (int second = 0; second < 15; second++) {
            project.limitRate();
            assertThatThrownBy(auth::accessToken)
                    .isInstanceOfSatisfying(
                            TemporaryFailure.class,
                            failure -> assertThat(failure.retryAfter()).isPresent());
            calls.add(asked("refresh_token"));
            pass(Duration.ofSeconds(1));
        }

        assertThat(calls).containsExactly(1L, 2L, 2L, 3L, 3L, 3L, 3L, 4L, 4L, 4L, 4L, 4L, 4L, 4L, 4L);
    }

    /** "Otherwise 400 refresh_token_already_used and the whole session family is revoked". */
    @Test
    void sessionThatIsOverIsForgotten() {
        auth.signIn(ANNS);
        steal(2);
        pass(NEARLY);

        assertThatThrownBy(auth::accessToken)
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining("refresh_token_already_used");
        assertThat(store.load()).isEmpty();
        assertThatThrownBy(auth::accessToken)
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining("nobody is signed in");
        assertThat(asked("password")).isEqualTo(1);
    }

    @Test
    void credentialsSignInAnewWhenASessionIsOver() {
        SupabaseAuth own = opened(builder(store).credentials(() -> ANNS));
        own.accessToken();
        steal(2);
        pass(NEARLY);

        String fresh = own.accessToken();

        assertThat(asked("password")).isEqualTo(2);
        assertThat(store.load().orElseThrow().accessToken()).isEqualTo(fresh);
    }

    @Test
    void sessionOfAnotherAccountIsNotUsedWhereCredentialsAreGiven() {
        auth.signIn(BOBS);

        opened(builder(store).credentials(() -> ANNS)).accessToken();

        assertThat(store.load().orElseThrow().user()).isEqualTo("user-ann");
    }

    @Test
    void refusedKeyDoesNotEndASession() {
        AtomicReference<String> key = new AtomicReference<>(PostgrestSimulator.API_KEY);
        SupabaseAuth own =
                opened(SupabaseAuth.builder(faults.uri(), key::get).store(store).monotonic(nanos::get));
        auth.signIn(ANNS);
        pass(Duration.ofHours(2));
        key.set("sb_publishable_old");

        assertThatThrownBy(own::accessToken)
                .isInstanceOf(Unauthenticated.class)
                .hasMessageNotContaining("sb_publishable_old");
        assertThat(store.load()).isPresent();
        key.set(PostgrestSimulator.API_KEY);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(own.accessToken()).isNotEmpty();
    }

    /** A server that mixes users up, or a store that somebody changed. */
    @Test
    void answerForAnotherUserIsNeverUsed() {
        SupabaseSession anns = auth.signIn(ANNS);
        store.save(new SupabaseSession("user-bob", "", anns.accessToken(), anns.refreshToken(), Instant.EPOCH));
        pass(NEARLY);

        assertThatThrownBy(auth::accessToken)
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining("another user");
        assertThat(store.load().orElseThrow().refreshToken()).isEqualTo(anns.refreshToken());
    }

    @Test
    void signOutForgetsAndEndsTheSession() {
        SupabaseSession session = auth.signIn(ANNS);

        auth.signOut();

        assertThat(store.load()).isEmpty();
        assertThatThrownBy(auth::accessToken).isInstanceOf(Unauthenticated.class);
        store.save(session);
        pass(NEARLY);
        assertThatThrownBy(auth::accessToken).hasMessageContaining("refresh_token_not_found");
    }

    @Test
    void signOutForgetsAlsoWhenTheServerCannotBeTold() {
        auth.signIn(ANNS);
        faults.arm(On.next(), Fault.resetBefore());

        assertThatThrownBy(auth::signOut).isInstanceOf(TemporaryFailure.class);
        assertThatThrownBy(auth::accessToken).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void signOutEverywhereEndsTheSessionsOfOtherDevices() {
        SupabaseAuth other = auth(SessionStore.inMemory());
        other.signIn(ANNS);
        auth.signIn(ANNS);

        auth.signOutEverywhere();

        pass(NEARLY);
        assertThatThrownBy(other::accessToken).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void wrongPasswordIsNotTriedOverAndOver() {
        SupabaseAuth wrong =
                opened(builder(SessionStore.inMemory()).credentials(() -> new Credentials(ANN, "S3cret-but-wrong")));

        for (int times = 0; times < 3; times++) {
            assertThatThrownBy(wrong::accessToken)
                    .isInstanceOf(Unauthenticated.class)
                    .hasMessageContaining("invalid_credentials")
                    .hasMessageNotContaining("S3cret-but-wrong");
        }
        assertThat(asked("password")).isEqualTo(1);
    }

    @Test
    void bannedUserHasToBeToldSo() {
        auth.signIn(ANNS);
        project.ban(ANN);
        pass(NEARLY);

        assertThatThrownBy(auth::accessToken)
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining("user_banned");
    }

    @Test
    void nothingIsUsedThatCouldNotBeKept() {
        AtomicReference<SupabaseSession> tried = new AtomicReference<>();
        SessionStore full = new Forwarding(store) {
            @Override
            public void save(SupabaseSession session) {
                tried.set(session);
                throw TemporaryFailure.notApplied("the disk is full", null);
            }
        };
        auth.signIn(ANNS);
        pass(Duration.ofHours(2));
        SupabaseAuth unlucky = auth(full);

        assertThatThrownBy(unlucky::accessToken)
                .isInstanceOf(TemporaryFailure.class)
                .hasMessageContaining("full");
        assertThat(tried.get().accessToken())
                .isNotEqualTo(store.load().orElseThrow().accessToken());
        pass(Duration.ofSeconds(1));
        assertThat(auth.accessToken()).isEqualTo(store.load().orElseThrow().accessToken());
    }

    @Test
    void nothingSecretIsShown() {
        SupabaseSession session = auth.signIn(ANNS);
        steal(2);
        pass(NEARLY);

        assertThatThrownBy(auth::accessToken)
                .satisfies(failure -> assertThat(failure.toString())
                        .doesNotContain(session.accessToken(), session.refreshToken(), PostgrestSimulator.API_KEY));
        assertThat(List.of(auth, session, store, ANNS).toString())
                .doesNotContain(session.accessToken(), session.refreshToken(), ANNS.password());
        assertThat(project.requests().toString()).doesNotContain(session.refreshToken(), session.accessToken());
    }

    /** Somebody else refreshes with the stored token, so often that it is no parent of the active one. */
    private void steal(int times) {
        SessionStore copy = SessionStore.inMemory();
        copy.save(store.load().orElseThrow());
        SupabaseAuth thief = auth(copy);
        for (int i = 0; i < times; i++) {
            pass(Duration.ofSeconds(1));
            thief.accessTokenOtherThan(copy.load().orElseThrow().accessToken());
        }
    }

    private static List<String> together(int threads, Callable<String> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<String> found = new ArrayList<>();
            for (Future<String> each : pool.invokeAll(Collections.nCopies(threads, work))) {
                found.add(each.get());
            }
            return found;
        } finally {
            pool.shutdownNow();
        }
    }
}
