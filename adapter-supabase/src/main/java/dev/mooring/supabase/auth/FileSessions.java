package dev.mooring.supabase.auth;

import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.sync.Misconfigured;
import dev.mooring.sync.TemporaryFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One session in a file, as JSON. Safe for several threads and processes. */
final class FileSessions implements SessionStore {

    private static final long LARGEST = 1024 * 1024;
    private static final long FORMAT = 1;

    private final Turn turn = new Turn();
    private final Path file;

    FileSessions(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public Optional<SupabaseSession> load() {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            if (!OwnerOnly.is(file)) {
                throw new Misconfigured(
                        "others than its owner can read the session in " + file + ": take that from them");
            }
            if (Files.size(file) > LARGEST) {
                throw unreadable(null);
            }
            return Optional.of(session(Json.standard().parse(Files.readAllBytes(file))));
        } catch (IOException e) {
            throw TemporaryFailure.notApplied("the session in " + file + " cannot be read: " + e, e);
        } catch (UnreadableJson | IllegalArgumentException e) {
            // the cause may show what the file holds
            throw unreadable(null);
        }
    }

    @Override
    public void save(SupabaseSession session) {
        Path fresh = sibling(".new");
        try {
            Files.deleteIfExists(fresh);
            OwnerOnly.create(fresh);
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(Json.standard().write(content(session)));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw TemporaryFailure.notApplied("the session cannot be kept in " + file + ": " + e, e);
        }
    }

    @Override
    public void clear() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(sibling(".new"));
        } catch (IOException e) {
            throw TemporaryFailure.notApplied("the session in " + file + " cannot be deleted: " + e, e);
        }
    }

    @Override
    public <T> T exclusively(Supplier<T> work) {
        return turn.during(() -> {
            try {
                Path lock = sibling(".lock");
                if (!Files.exists(lock)) {
                    OwnerOnly.create(lock);
                }
                return locked(lock, work);
            } catch (IOException e) {
                throw TemporaryFailure.notApplied("the session in " + file + " cannot be locked: " + e, e);
            }
        });
    }

    @Override
    public String toString() {
        return "SessionStore[" + file + "]";
    }

    private <T> T locked(Path lock, Supplier<T> work) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (!held.isValid()) {
                throw new IOException("the lock was lost at once");
            }
            return work.get();
        } catch (OverlappingFileLockException e) {
            throw TemporaryFailure.notApplied("another object of this program is using the session in " + file, e);
        }
    }

    private Path sibling(String end) {
        return file.resolveSibling(file.getFileName() + end);
    }

    private Misconfigured unreadable(@Nullable Throwable cause) {
        return new Misconfigured("there is no session in " + file + ": delete it and sign in again", cause);
    }

    private static Map<String, @Nullable Object> content(SupabaseSession session) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("format", FORMAT);
        content.put("user", session.user());
        content.put("email", session.email());
        content.put("access_token", session.accessToken());
        content.put("refresh_token", session.refreshToken());
        content.put("expires_at", session.expiresAt().getEpochSecond());
        return content;
    }

    private static SupabaseSession session(@Nullable Object value) {
        if (value instanceof Map<?, ?> content
                && Long.valueOf(FORMAT).equals(content.get("format"))
                && content.get("user") instanceof String user
                && content.get("email") instanceof String email
                && content.get("access_token") instanceof String access
                && content.get("refresh_token") instanceof String refresh
                && content.get("expires_at") instanceof Long expires
                && Math.abs(expires) < Instant.MAX.getEpochSecond()) {
            return new SupabaseSession(user, email, access, refresh, Instant.ofEpochSecond(expires));
        }
        throw new IllegalArgumentException("no session");
    }
}
