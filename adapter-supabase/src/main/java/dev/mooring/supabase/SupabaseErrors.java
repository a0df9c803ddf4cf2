package dev.mooring.supabase;

import static dev.mooring.support.status.Reaction.IN_DOUBT;
import static dev.mooring.support.status.Reaction.MISCONFIGURED;
import static dev.mooring.support.status.Reaction.REFUSED;
import static dev.mooring.support.status.Reaction.TEMPORARY;
import static dev.mooring.support.status.Reaction.UNAUTHENTICATED;

import dev.mooring.support.http.HttpAnswer;
import dev.mooring.support.json.Json;
import dev.mooring.support.json.UnreadableJson;
import dev.mooring.support.status.CallKind;
import dev.mooring.support.status.Reaction;
import dev.mooring.support.status.StatusTable;
import dev.mooring.sync.TemporaryFailure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What each answer means: PostgREST's own codes, PostgreSQL's by their class, and what the gateway answers without a code. The code decides
 * before the status, since the same failure has had several statuses. Immutable; safe for several threads.
 */
final class SupabaseErrors {

    private static final int LARGEST_ERROR = 64 * 1024;
    private static final CallKind[] WRITES = {CallKind.CREATE, CallKind.UPDATE, CallKind.DELETE, CallKind.BATCH};

    private static final String STATEMENT_TIMEOUT = "57014";
    private static final Set<String> UNKNOWN = Set.of("PGRST202", "PGRST204", "PGRST205");

    static final StatusTable TABLE = table();

    private SupabaseErrors() {}

    private static StatusTable table() {
        StatusTable.Builder table = StatusTable.builder().code(SupabaseErrors::code);
        tokens(table);
        setUp(table);
        unavailable(table);
        rolledBack(table);
        refused(table);
        return table.build();
    }

    private static void tokens(StatusTable.Builder table) {
        table.row(400, 599, "PGRST300", MISCONFIGURED);
        table.row(400, 599, "PGRST30*", UNAUTHENTICATED);
    }

    /** Wrong tables, columns, filters, preferences, roles: no write is to blame. */
    private static void setUp(StatusTable.Builder table) {
        for (String code : new String[] {
            "PGRST100",
            "PGRST106",
            "PGRST107",
            "PGRST116",
            "PGRST122",
            "PGRST124",
            "PGRST125",
            "PGRST2*",
            "25006",
            "28*",
            "0L*",
            "0P*",
            "42P01",
            "42P10",
            "42703",
            "42883",
            "MRG*"
        }) {
            table.row(400, 599, code, MISCONFIGURED);
        }
        // 404 always speaks of the table: a row that is not there is an empty list
        table.row(404, MISCONFIGURED);
        table.row(410, MISCONFIGURED);
        table.row(412, MISCONFIGURED);
    }

    private static void unavailable(StatusTable.Builder table) {
        for (String code : new String[] {"PGRST000", "PGRST002", "PGRST003", "53*", "57P03"}) {
            table.row(400, 599, code, TEMPORARY);
        }
        for (String code : new String[] {"PGRST001", "08*", "57P01", "57P02"}) {
            table.row(400, 599, code, IN_DOUBT);
        }
    }

    /** The statement ended without an effect, and may succeed another time. */
    private static void rolledBack(StatusTable.Builder table) {
        for (String code : new String[] {"40*", "55*", STATEMENT_TIMEOUT}) {
            table.row(400, 599, code, TEMPORARY);
        }
    }

    private static void refused(StatusTable.Builder table) {
        for (String code : new String[] {"21000", "22*", "23*", "54*"}) {
            table.row(400, 599, code, REFUSED, WRITES);
            table.row(400, 599, code, MISCONFIGURED, CallKind.READ);
        }
        // a taken primary key is no error here, so a 409 is another constraint
        table.row(409, REFUSED, WRITES);
    }

    static Reaction reaction(CallKind kind, HttpAnswer answer) {
        return TABLE.reaction(kind, answer);
    }

    /** Goes on where a read was answered; a statement that took too long is the cause of its failure. */
    static void checkRead(HttpAnswer answer) {
        if (reaction(CallKind.READ, answer) == TEMPORARY
                && code(answer).filter(STATEMENT_TIMEOUT::equals).isPresent()) {
            throw TemporaryFailure.notApplied(answer.toString(), new StatementTimeout());
        }
        TABLE.check(CallKind.READ, answer);
    }

    /** Whether PostgREST does not know a function, a column or a table; right after a migration it may be behind. */
    static boolean notInSchemaCache(HttpAnswer answer) {
        return !answer.successful() && code(answer).filter(UNKNOWN::contains).isPresent();
    }

    /** The code in {@code {"code": ..., "message": ...}}; the gateway's and a proxy's answers have none. */
    private static Optional<String> code(HttpAnswer answer) {
        if (answer.size() > LARGEST_ERROR) {
            return Optional.empty();
        }
        try {
            return Json.standard().parse(answer.bytes()) instanceof Map<?, ?> body
                            && body.get("code") instanceof String code
                    ? Optional.of(code)
                    : Optional.empty();
        } catch (UnreadableJson e) {
            return Optional.empty();
        }
    }
}
