package dev.mooring.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mooring.fetch.FakeApi.Reply;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import dev.mooring.sync.WriteKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TokenTest {

    @Test
    void eightCallsRefusedAtOnceAskForOneNewToken() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CyclicBarrier allRefused = new CyclicBarrier(8);
        try (FakeApi api = FakeApi.answering(request -> {
            if (!request.header("Authorization").orElse("").equals("Bearer token-2")) {
                meet(allRefused);
                return Reply.of(401, "");
            }
            return Reply.of(201, request.body());
        })) {
            SyncAdapter todos = api.backend(Resource.builder().build())
                    .token(() -> "token-" + asked.incrementAndGet())
                    .build()
                    .collection("todos");
            ExecutorService threads = Executors.newFixedThreadPool(8);

            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Create create = Create.of(WriteKey.of("device", i), "t" + i, Map.of("n", i));
                outcomes.add(threads.submit(() -> todos.create(create)));
            }
            for (Future<Outcome> outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(Outcome.Applied.class);
            }
            threads.shutdown();

            assertThat(asked).hasValue(2);
            assertThat(api.requests().stream()
                            .collect(Collectors.groupingBy(
                                    request -> request.header("Idempotency-Key").orElseThrow(), Collectors.counting())))
                    .hasSize(8)
                    .allSatisfy((key, times) -> assertThat(times).isEqualTo(2));
        }
    }

    @Test
    void sameTokenAgainIsNotTriedAgain() {
        try (FakeApi api = FakeApi.answering(request -> Reply.of(401, "token secret-token is not known"))) {
            SyncAdapter todos = api.backend(Resource.builder().build())
                    .token(() -> "secret-token")
                    .build()
                    .collection("todos");

            assertThatThrownBy(() -> todos.list(Cursor.START, 10))
                    .isInstanceOf(Unauthenticated.class)
                    .hasMessageContaining("401")
                    .hasMessageNotContaining("secret-token");
            assertThat(api.requests()).hasSize(1);
        }
    }

    @Test
    void supplierThatFailsIsTemporary() {
        try (FakeApi api = FakeApi.answering(request -> Reply.json("[]"))) {
            SyncAdapter todos = api.backend(Resource.builder().build())
                    .token(() -> {
                        throw new IllegalStateException("no network");
                    })
                    .build()
                    .collection("todos");

            assertThatThrownBy(() -> todos.list(Cursor.START, 10)).isInstanceOf(TemporaryFailure.class);
            assertThat(api.requests()).isEmpty();
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
