package dev.mooring.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

class ContractCommandTest {

    private static final String TOKEN = "a token of at least some length";

    @TempDir
    private Path directory = Path.of("");

    /** The groups that a breaker or a second attempt would spoil; the rest is proven where the adapter is. */
    @Test
    void theReferenceBackendKeepsItsRulesFaultsIncluded() throws IOException {
        try (Desk desk = Desk.guarded(directory, TOKEN)) {
            Ran ran = contract(
                    desk.config("token = env:LIST_TOKEN"),
                    "--erase",
                    "--rule",
                    "CREATE",
                    "--rule",
                    "ERROR",
                    "--rule",
                    "FAULT",
                    "--rule",
                    "SECRET");

            assertThat(ran.code()).as(ran.toString()).isZero();
            assertThat(ran.err()).isEmpty();
            assertThat(ran.out()).contains("rules held, 0 failed").hasLineCount(1);
            assertThat(report(".md")).contains("- CREATE-1 passed", "- ERROR-14 passed", "- FAULT-12 passed");
            assertThat(report(".md") + report(".json")).doesNotContain(TOKEN);
        }
    }

    @Test
    void withoutARuleAllAreMeant() {
        TestDescriptor any = new EngineDescriptor(UniqueId.forEngine("any"), "any");

        assertThat(ContractFindings.only(List.of()).apply(any).included()).isTrue();
        assertThat(ContractFindings.only(List.of("CREATE")).apply(any).included())
                .isFalse();
    }

    @Test
    void aRuleThatABackendBreaksIsNamedAndEndsWithOne() throws IOException {
        try (ForgetfulServer server = ForgetfulServer.start(() -> {})) {
            Ran ran = contract(plain(server.uri()), "--erase", "--rule", "list-1", "--rule", "CREATE-1");

            assertThat(ran.code()).as(ran.toString()).isEqualTo(Exit.FINDINGS.code());
            assertThat(ran.out())
                    .hasLineCount(2)
                    .contains("FAILED CREATE-1 (a created record", "1 rules held, 1 failed");
            assertThat(report(".md")).contains("CREATE-1 **failed**", "LIST-1 passed", "FAULT-1 not run");
        }
    }

    @Test
    void jsonIsOneObjectWithTheFailedRules() throws IOException {
        try (ForgetfulServer server = ForgetfulServer.start(() -> {})) {
            Ran ran = contract(plain(server.uri()), "--erase", "--rule", "CREATE-1", "--json");

            assertThat(ran.json()).singleElement().satisfies(found -> {
                assertThat(found.get("passed")).isEqualTo(0L);
                assertThat(found.get("failed"))
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .singleElement()
                        .asString()
                        .startsWith("CREATE-1 ");
                assertThat(Path.of(String.valueOf(found.get("report")))).isRegularFile();
            });
        }
    }

    @Test
    void aBackendThatDoesNotAnswerEndsWithThreeBeforeAnyRule() throws IOException {
        try (Desk desk = Desk.open(directory);
                Socket nobody = Desk.silent()) {
            URI address = URI.create("http://127.0.0.1:" + nobody.getLocalPort());

            Ran ran = contract(desk.configFor(address), "--erase");

            assertThat(ran.code()).isEqualTo(Exit.UNREACHABLE.code());
            assertThat(ran.err()).hasLineCount(1);
            assertThat(directory.resolve("report")).doesNotExist();
        }
    }

    @Test
    void whoIsInterruptedEndsWithoutTheRulesThatAreLeft() throws IOException {
        Thread command = Thread.currentThread();
        AtomicBoolean once = new AtomicBoolean();
        try (ForgetfulServer server = ForgetfulServer.start(() -> {
            if (once.compareAndSet(false, true)) {
                command.interrupt();
            }
        })) {
            Ran ran = contract(plain(server.uri()), "--erase", "--rule", "CREATE");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(ran.code()).as(ran.toString()).isEqualTo(Exit.INTERRUPTED.code());
            assertThat(ran.out() + ran.err()).isEmpty();
        }
    }

    @Test
    void nothingIsErasedUnasked() {
        try (Desk desk = Desk.open(directory)) {
            Ran ran = contract(desk.config());

            assertThat(ran.code()).isEqualTo(Exit.USAGE.code());
            assertThat(ran.err()).contains("'scratch'", "--erase").hasLineCount(1);
        }
    }

    @Test
    void aRuleThatDoesNotExistIsNamed() {
        try (Desk desk = Desk.open(directory)) {
            Ran ran = contract(desk.config(), "--erase", "--rule", "CREATE-99");

            assertThat(ran.code()).isEqualTo(Exit.USAGE.code());
            assertThat(ran.err()).contains("CREATE-99").hasLineCount(1);
        }
    }

    private Ran contract(String config, String... more) {
        Stream<String> fixed = Stream.of(
                "contract",
                config,
                "--collection",
                "scratch",
                "--report",
                directory.resolve("report").toString());
        return Ran.mooring(
                Map.of("LIST_TOKEN", TOKEN),
                Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
    }

    /** The configuration of an ordinary REST API. */
    private String plain(URI address) throws IOException {
        return Files.write(directory.resolve("plain.properties"), List.of("backend = fetch", "url = " + address))
                .toString();
    }

    private String report(String ending) throws IOException {
        return Files.readString(directory.resolve("report").resolve("ConfiguredContract" + ending));
    }
}
