package dev.mooring.supabase;

import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.resilience.Sleeper;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * After a migration PostgREST knows new tables and columns only when it has read the schema again. So an answer that says that something
 * is not in the schema cache is doubted once, a moment later; where it stands it is believed until something works again. Nothing was
 * executed, so a write may be repeated too. Safe for several threads.
 */
final class SchemaCache {

    private static final Duration RELOAD = Duration.ofSeconds(1);

    private final Sleeper sleeper;
    private volatile boolean believed;

    SchemaCache(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    HttpAnswer doubted(Supplier<HttpAnswer> call) {
        HttpAnswer answer = call.get();
        if (!SupabaseErrors.notInSchemaCache(answer)) {
            if (answer.successful()) {
                believed = false;
            }
            return answer;
        }
        if (believed || !slept()) {
            return answer;
        }
        HttpAnswer second = call.get();
        believed = SupabaseErrors.notInSchemaCache(second);
        return second;
    }

    private boolean slept() {
        try {
            sleeper.sleep(RELOAD);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
