package dev.mooring.contract;

import dev.mooring.sync.Write;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.ExecutionException;

/** How writes and failures are called in messages. */
final class Words {

    private Words() {}

    /** Such as {@code create of 'item-1'}. */
    static String of(Write write) {
        String verb = write.match(create -> "create", update -> "update", delete -> "delete");
        return verb + " of '" + write.id() + "'";
    }

    /** Everything that a log would show of a failure: messages, causes, suppressed ones. */
    static String everything(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** What another thread threw, as itself, so that the suite still knows who threw it. */
    static RuntimeException unchecked(ExecutionException failure) {
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return failure.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
    }
}
