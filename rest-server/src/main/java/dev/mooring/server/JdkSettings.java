package dev.mooring.server;

import java.util.Map;

/**
 * The JDK's HTTP server reads these system properties once, when its first one is made. What somebody has set stays.
 */
final class JdkSettings {
    private static final Map<String, String> WANTED = Map.of(
            // Head and body go out in two packets: with Nagle's algorithm the second one waits 40 ms.
            "sun.net.httpserver.nodelay", "true",
            // Seconds for a request to arrive whole: a slow client must not hold a thread for ever.
            "sun.net.httpserver.maxReqTime", "60");

    private JdkSettings() {}

    static void apply() {
        WANTED.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
