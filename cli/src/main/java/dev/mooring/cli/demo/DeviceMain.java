package dev.mooring.cli.demo;

import dev.mooring.support.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device in a process of its own, so that it can be killed: a line of JSON in for each thing to do, a line out when it is done. Ends with
 * its input, so that it never outlives who started it.
 */
public final class DeviceMain {

    private DeviceMain() {}

    /**
     * Runs a device.
     *
     * @param arguments the file of its store, the address of its backend, and {@code online} or {@code offline}
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Device device =
                new LocalDevice(Path.of(arguments[0]), URI.create(arguments[1]), arguments[2].equals("offline"))) {
            answers.println(Json.standard().text(Map.of("answer", "ready")));
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                answers.println(Json.standard().text(answer(device, order)));
            }
        }
    }

    private static Map<String, @Nullable Object> answer(Device device, String order) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        try {
            if (Json.standard().parse(order) instanceof Map<?, ?> members) {
                Map<String, @Nullable Object> with = new LinkedHashMap<>();
                members.forEach((name, value) -> with.put(String.valueOf(name), value));
                answer.put("answer", device.ask(String.valueOf(with.get("do")), with));
            }
        } catch (RuntimeException e) {
            answer.put("failure", e.toString());
        }
        return answer;
    }
}
