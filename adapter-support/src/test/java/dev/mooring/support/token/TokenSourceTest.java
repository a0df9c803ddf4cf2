package dev.mooring.support.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.mooring.support.http.Address;
import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.http.HttpCall;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TokenSourceTest {

    private final AtomicInteger fetched = new AtomicInteger();
    private final TokenSource tokens = TokenSource.of(() -> "t" + fetched.incrementAndGet());

    @Test
    void aTokenIsFetchedWhenItIsFirstNeededAndThenKept() {
        assertThat(fetched).hasValue(0);
        assertThat(tokens.current()).isEqualTo("t1");
        assertThat(tokens.current()).isEqualTo("t1");
        assertThat(tokens).hasToString("TokenSource");
    }

    @Test
    void aStaleTokenIsRefreshedOnce() {
        String stale = tokens.current();

        assertThat(tokens.refresh(stale)).isEqualTo("t2");
        assertThat(tokens.refresh(stale)).isEqualTo("t2");
        assertThat(tokens.current()).isEqualTo("t2");
        assertThat(fetched).hasValue(2);
    }

    @Test
    void manyThreadsShareOneRefresh() throws InterruptedException {
        Crowd crowd = new Crowd();
        TokenSource shared = TokenSource.of(crowd.blocking(() -> "fresh"));

        Queue<Object> results = crowd.all(() -> shared.refresh("stale"));

        assertThat(results).hasSize(Crowd.SIZE).containsOnly("fresh");
        assertThat(crowd.calls).hasValue(1);
    }

    @Test
    void manyThreadsShareOneFailure() throws InterruptedException {
        Crowd crowd = new Crowd();
        Unauthenticated expired = new Unauthenticated("sign in again");
        TokenSource shared = TokenSource.of(crowd.blocking(() -> {
            throw expired;
        }));

        Queue<Object> results = crowd.all(() -> shared.refresh("stale"));

        assertThat(results).hasSize(Crowd.SIZE).containsOnly(expired);
        assertThat(crowd.calls).hasValue(1);
    }

    @Test
    void aFailedRefreshKeepsTheTokenAndIsTriedAgain() {
        List<Supplier<String>> answers = new ArrayList<>(List.of(
                () -> "t1",
                () -> {
                    throw TemporaryFailure.notApplied("down", null);
                },
                () -> "t2"));
        TokenSource source = TokenSource.of(() -> answers.remove(0).get());
        source.current();

        assertThatThrownBy(() -> source.refresh("t1")).hasMessage("down");

        assertThat(source.current()).isEqualTo("t1");
        assertThat(source.refresh("t1")).isEqualTo("t2");
    }

    /** An error left the fetch under way: the next thread waited for it for ever. */
    @Test
    @Timeout(30)
    void afterAnErrorTheNextThreadFetchesAnew() {
        List<Supplier<String>> answers = new ArrayList<>(List.of(
                () -> {
                    throw new StackOverflowError("in a sign-in library");
                },
                () -> "t1"));
        TokenSource source = TokenSource.of(() -> answers.remove(0).get());

        assertThatThrownBy(source::current).isInstanceOf(StackOverflowError.class);

        assertThat(source.current()).isEqualTo("t1");
    }

    @Test
    void noTokenIsAFailureAndNeverSent() {
        List<String> sent = new ArrayList<>();
        TokenSource source = TokenSource.of(new AtomicReference<String>()::get);

        assertThatThrownBy(() -> source.authorized(token -> {
                    sent.add(token);
                    return answer(200);
                }))
                .hasMessageContaining("answered null");

        assertThat(sent).isEmpty();
    }

    @Test
    void a401IsAnsweredByOneFreshToken() {
        List<String> sent = new ArrayList<>();

        HttpAnswer answer = tokens.authorized(token -> {
            sent.add(token);
            return answer(token.equals("t1") ? 401 : 200);
        });

        assertThat(answer.status()).isEqualTo(200);
        assertThat(sent).containsExactly("t1", "t2");
    }

    @Test
    void aSecond401IsReturned() {
        List<String> sent = new ArrayList<>();

        assertThat(tokens.authorized(token -> {
                            sent.add(token);
                            return answer(401);
                        })
                        .status())
                .isEqualTo(401);
        assertThat(sent).containsExactly("t1", "t2");
        assertThat(TokenSource.fixed("t").authorized(token -> answer(401)).status())
                .isEqualTo(401);
    }

    @Test
    void anInterruptedThreadWaitsNoLonger() throws InterruptedException {
        Crowd crowd = new Crowd();
        TokenSource shared = TokenSource.of(crowd.blocking(() -> "fresh"));
        Thread owner = new Thread(shared::current);
        owner.start();
        crowd.entered.await();
        Thread.currentThread().interrupt();

        Throwable failure = catchThrowable(shared::current);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(TemporaryFailure.class);
        crowd.go.countDown();
        owner.join();
        assertThat(shared.current()).isEqualTo("fresh");
    }

    private static HttpAnswer answer(int status) {
        return HttpAnswer.of(HttpCall.get(Address.of("http://localhost/")).build(), status, "");
    }

    /** Threads that all want a token while it is being fetched. */
    private static final class Crowd {

        static final int SIZE = 16;

        final AtomicInteger calls = new AtomicInteger();
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);

        Supplier<String> blocking(Supplier<String> answer) {
            return () -> {
                calls.incrementAndGet();
                entered.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return answer.get();
            };
        }

        Queue<Object> all(Supplier<String> wanted) throws InterruptedException {
            Queue<Object> results = new ConcurrentLinkedQueue<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < SIZE; i++) {
                Thread thread = new Thread(() -> {
                    try {
                        results.add(wanted.get());
                    } catch (RuntimeException e) {
                        results.add(e);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            entered.await();
            for (Thread thread : threads) {
                while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
                    Thread.onSpinWait();
                }
            }
            go.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            return results;
        }
    }
}
