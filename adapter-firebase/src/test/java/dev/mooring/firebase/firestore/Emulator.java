package dev.mooring.firebase.firestore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The official emulator, where it is installed: as a Debian package, or named by {@code -Dmooring.firestore.emulator=<jar>}. */
final class Emulator implements AutoCloseable {

    private static final String PACKAGE = "google-cloud-cli-firestore-emulator";

    /** The jar names no main class itself. */
    private static final String MAIN = "com.google.cloud.datastore.emulator.firestore.CloudFirestore";

    private final Process process;
    private final int port;
    private final Thread drain;

    private Emulator(Process process, int port, Thread drain) {
        this.process = process;
        this.port = port;
        this.drain = drain;
    }

    static Optional<Path> jar() {
        String named = System.getProperty("mooring.firestore.emulator", "");
        return named.isEmpty() ? installed() : Optional.of(Path.of(named));
    }

    /** Without rules everybody may do everything. */
    static Emulator start(Path jar, Optional<String> rules) throws IOException {
        int port = free();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(
                List.of(java, "-Duser.language=en", "-cp", jar.toString(), MAIN, "--host=127.0.0.1", "--port=" + port));
        Optional<Path> file = Optional.empty();
        if (rules.isPresent()) {
            file = Optional.of(Files.writeString(Files.createTempFile("firestore", ".rules"), rules.get()));
            command.add("--rules=" + file.get());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        List<String> told = new ArrayList<>();
        String line = output.readLine();
        while (line != null && !line.contains("is now running")) {
            told.add(line);
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the emulator ended: " + told);
        }
        if (file.isPresent()) {
            Files.delete(file.get());
        }
        Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}), "emulator-output");
        drain.setDaemon(true);
        drain.start();
        return new Emulator(process, port, drain);
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(1, TimeUnit.MINUTES);
            drain.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Path> installed() {
        try {
            Process asked = new ProcessBuilder("dpkg", "-L", PACKAGE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return asked.inputReader(StandardCharsets.UTF_8)
                    .lines()
                    .filter(file -> file.endsWith(".jar"))
                    .findFirst()
                    .map(Path::of);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
