package dev.mooring.contract.mutant;

import dev.mooring.contract.http.HttpSetup;
import dev.mooring.contract.http.JsonErrors;
import dev.mooring.contract.http.JsonHttpAdapter;
import dev.mooring.contract.memory.InMemoryBackend;
import dev.mooring.sync.ChangePage;
import dev.mooring.sync.Create;
import dev.mooring.sync.Cursor;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.SyncAdapter;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

final class SecretMutants implements Mutants {

    @Override
    public List<Mutant> mutants() {
        return List.of(
                echoInTheMessage(),
                tokenInToString(),
                tokenInTheCursor(),
                redirectsFollowed(),
                tokenInTheScope(),
                oneUserForAll(),
                takenIdIsApplied());
    }

    private static Mutant echoInTheMessage() {
        return HttpMutant.of("token in a message", "SECRET-1", setup -> new JsonHttpAdapter(setup) {
            @Override
            protected JsonErrors errors() {
                return new JsonErrors() {
                    @Override
                    protected String quoted(HttpResponse<byte[]> answer, String secret) {
                        return new String(answer.body(), StandardCharsets.UTF_8);
                    }
                };
            }
        });
    }

    private static Mutant tokenInToString() {
        return HttpMutant.of("token in toString", "SECRET-2", setup -> new JsonHttpAdapter(setup) {
            @Override
            public String toString() {
                return super.toString() + token;
            }
        });
    }

    private static Mutant tokenInTheCursor() {
        return HttpMutant.of("token in the cursor", "SECRET-2", setup -> new JsonHttpAdapter(setup) {
            @Override
            public ChangePage changesSince(Cursor since, int limit) {
                ChangePage page = super.changesSince(new Cursor(since.token().replace("?" + token, "")), limit);
                Cursor next = new Cursor(page.next().token() + "?" + token);
                return new ChangePage(page.changes(), next, page.more(), page.kind());
            }
        });
    }

    private static Mutant redirectsFollowed() {
        return HttpMutant.of("redirects are followed to any host", "SECRET-3", setup -> new JsonHttpAdapter(setup) {
            @Override
            protected HttpClient client(HttpSetup setup) {
                return HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(Redirect.ALWAYS)
                        .build();
            }
        });
    }

    private static Mutant tokenInTheScope() {
        return HttpMutant.of(
                "token in the scope",
                "SECRET-4",
                setup -> new JsonHttpAdapter(setup.claiming(setup.guarantees().toBuilder()
                        .scope("http/items?user=" + setup.token())
                        .build())));
    }

    private static Mutant oneUserForAll() {
        return new Mutant(
                "every user sees everything",
                List.of("SECRET-5"),
                () -> Subject.of(new InMemoryBackend(), UnaryOperator.identity()),
                () -> new Subject() {
                    private final InMemoryBackend backend = new InMemoryBackend();

                    @Override
                    public SyncAdapter adapter() {
                        return backend.client();
                    }

                    @Override
                    public Optional<SyncAdapter> otherUser() {
                        return Optional.of(backend.client());
                    }
                });
    }

    private static Mutant takenIdIsApplied() {
        return Mutant.of("a create that the backend refuses is applied", "SECRET-6", honest -> new Broken(honest) {
            @Override
            public Outcome create(Create create) {
                Outcome outcome = honest.create(create);
                return outcome.match(applied -> applied, conflict -> conflict, refused -> Outcome.applied());
            }
        });
    }
}
