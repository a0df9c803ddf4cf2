package dev.mooring.contract.mutant;

import dev.mooring.contract.http.JsonErrors;
import dev.mooring.contract.http.JsonHttpAdapter;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.Outcome;
import dev.mooring.sync.Problem;
import dev.mooring.sync.Rejected;
import dev.mooring.sync.SyncException;
import dev.mooring.sync.TemporaryFailure;
import dev.mooring.sync.Unauthenticated;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

final class ErrorMutants implements Mutants {

    private static final String NOTHING =
            "{\"documents\":[],\"changes\":[],\"next\":\"\",\"more\":false,\"kind\":\"SNAPSHOT_START\"}";

    @Override
    public List<Mutant> mutants() {
        return List.of(
                status("500 is refused", "ERROR-1", 500, new Rejected(new Problem("500", "server error"))),
                status("503 is a wrong set-up", "ERROR-1", 503, new Misconfigured("not available")),
                status("429 is refused", "ERROR-2", 429, new Rejected(new Problem("429", "too many requests"))),
                retryAfter("Retry-After ignored", 0),
                retryAfter("Retry-After understood as seconds only", 9),
                status("401 is refused", "ERROR-4", 401, new Rejected(new Problem("401", "unauthorized"))),
                status("403 on a read asks for a new token", "ERROR-5", 403, new Unauthenticated("forbidden")),
                emptyPage("404 on the collection is an empty page", "ERROR-6", 404),
                status("400 is tried for ever", "ERROR-7", 400, TemporaryFailure.notApplied("bad request", null)),
                appliedWhateverComes(),
                body("an empty body is an empty page", "ERROR-9", body -> body.length == 0 ? nothing() : body),
                body("invalid UTF-8 is replaced", "ERROR-10", ErrorMutants::replaced),
                body("JSON of another type is an empty page", "ERROR-11", body -> body[0] == '{' ? body : nothing()),
                body("half a JSON text is an empty page", "ERROR-11", body -> whole(body) ? body : nothing()),
                parserThrowsAnything(),
                anythingIsRead(),
                emptyPage("304 is an empty page", "ERROR-14", 304));
    }

    private static Mutant status(String name, String rules, int status, SyncException meaning) {
        return errors(name, rules, new JsonErrors() {
            @Override
            protected SyncException of(String verb, boolean write, HttpResponse<byte[]> answer, String secret) {
                return answer.statusCode() == status ? meaning : super.of(verb, write, answer, secret);
            }
        });
    }

    private static Mutant retryAfter(String name, int longest) {
        return errors(name, "ERROR-3", new JsonErrors() {
            @Override
            protected Optional<Duration> pause(String text) {
                return text.length() <= longest ? super.pause(text) : Optional.empty();
            }
        });
    }

    private static Mutant errors(String name, String rules, JsonErrors errors) {
        return HttpMutant.of(name, rules, setup -> new JsonHttpAdapter(setup) {
            @Override
            protected JsonErrors errors() {
                return errors;
            }
        });
    }

    private static Mutant emptyPage(String name, String rule, int status) {
        return HttpMutant.of(name, rule, setup -> new JsonHttpAdapter(setup) {
            @Override
            protected byte[] body(String verb, boolean write, HttpResponse<byte[]> answer) {
                return answer.statusCode() == status && !write ? nothing() : super.body(verb, write, answer);
            }
        });
    }

    /** A mistake in what it makes of the body of a page. */
    private static Mutant body(String name, String rule, UnaryOperator<byte[]> mistake) {
        return HttpMutant.of(name, rule, setup -> new JsonHttpAdapter(setup) {
            @Override
            protected byte[] body(String verb, boolean write, HttpResponse<byte[]> answer) {
                byte[] body = super.body(verb, write, answer);
                return write ? body : mistake.apply(body);
            }
        });
    }

    private static Mutant appliedWhateverComes() {
        return HttpMutant.of(
                "a write is applied whatever comes with 200", "ERROR-8", setup -> new JsonHttpAdapter(setup) {
                    @Override
                    protected Outcome write(String verb, HttpRequest request) {
                        answer(verb, true, request);
                        return Outcome.applied();
                    }
                });
    }

    private static Mutant parserThrowsAnything() {
        String name = "what the parser throws is passed on";
        return HttpMutant.of(name, "ERROR-12", setup -> new JsonHttpAdapter(setup) {
            @Override
            protected Object parsed(byte[] body) {
                try {
                    return super.parsed(body);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }

    private static Mutant anythingIsRead() {
        return HttpMutant.of("a body of any size is read", "ERROR-13", setup -> new JsonHttpAdapter(setup) {
            @Override
            protected int largestAnswer() {
                return Integer.MAX_VALUE;
            }
        });
    }

    private static byte[] nothing() {
        return NOTHING.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] replaced(byte[] body) {
        return new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean whole(byte[] body) {
        return body[body.length - 1] == '}' || body[0] != '{';
    }
}
