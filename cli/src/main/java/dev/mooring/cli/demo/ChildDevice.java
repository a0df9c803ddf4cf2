package dev.mooring.cli.demo;

import dev.mooring.support.json.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A device in a process of its own. */
final class ChildDevice implements Device {

    private static final String LOG = "org.slf4j.simpleLogger.defaultLogLevel";
    private static final int WARNS_OF_NATIVE_CODE = 22;
    private static final int SECONDS_TO_END = 20;

    private final Process process;
    private final Writer orders;
    /** A line from the device; empty = it ended. By way of a thread, since who reads from a process cannot be interrupted. */
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();

    private ChildDevice(Process process) {
        this.process = process;
        this.orders = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(this::listen, "mooring-demo-device");
        reader.setDaemon(true);
        reader.start();
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().map(Optional::of).forEach(answers::add);
        } catch (IOException | UncheckedIOException e) {
            answers.add(Optional.of(Json.standard().text(Map.of("failure", e.toString()))));
        } finally {
            answers.add(Optional.empty());
        }
    }

    /** Starts it, and returns when it is ready. */
    static ChildDevice start(Path file, URI address, boolean offline) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-D" + LOG + "=" + System.getProperty(LOG, "off")));
        if (Runtime.version().feature() >= WARNS_OF_NATIVE_CODE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DeviceMain.class.getName()));
        command.addAll(List.of(file.toString(), address.toString(), offline ? "offline" : "online"));
        try {
            ChildDevice device = new ChildDevice(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            try {
                device.answer("start");
            } catch (RuntimeException e) {
                device.close();
                throw e;
            }
            return device;
        } catch (IOException e) {
            throw new UncheckedIOException("a device's process cannot be started", e);
        }
    }

    long processId() {
        return process.pid();
    }

    @Override
    public @Nullable Object ask(String what, Map<String, ? extends @Nullable Object> with) {
        Map<String, @Nullable Object> order = new LinkedHashMap<>(with);
        order.put("do", what);
        try {
            orders.write(Json.standard().text(order) + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the device's process hears nothing any more", e);
        }
        return answer(what);
    }

    private @Nullable Object answer(String what) {
        try {
            String line = answers.take()
                    .orElseThrow(() ->
                            new IllegalStateException("the device's process ended while it was asked to " + what));
            if (!(Json.standard().parse(line) instanceof Map<?, ?> answer) || answer.containsKey("failure")) {
                throw new IllegalStateException("the device could not " + what + ": " + line);
            }
            return answer.get("answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a device was asked to " + what, e);
        }
    }

    /** Ends the process at once, whatever it is doing: SIGKILL where there are signals. Answers its exit code. */
    int kill() {
        // by its handle: the process itself would close the streams under us
        process.toHandle().destroyForcibly();
        return ended();
    }

    @Override
    public void close() {
        try {
            orders.close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
        ended();
    }

    private int ended() {
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
