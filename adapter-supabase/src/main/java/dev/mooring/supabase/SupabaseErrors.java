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
        theDatabaseIsNotThere(table);
        rolledBack(table);
        refused(table);
        setUp(table);
        return table.build();
    }

    private static void tokens(StatusTable.Builder table) {
        all(table, MISCONFIGURED, "PGRST300");
        all(table, UNAUTHENTICATED, "PGRST3*");
        // the token names a role that does not exist: no write is to blame
        table.row(401, "22023", UNAUTHENTICATED);
        table.row(401, "42501", UNAUTHENTICATED);
    }

    private static void theDatabaseIsNotThere(StatusTable.Builder table) {
        all(table, TEMPORARY, "PGRST000", "PGRST002", "PGRST003", "53*", "57P03");
        all(table, IN_DOUBT, "PGRST001", "08*", "57P*", "40003");
    }

    /** The statement ended without an effect, and may succeed another time. */
    private static void rolledBack(StatusTable.Builder table) {
        all(table, MISCONFIGURED, "55000");
        all(table, TEMPORARY, "25P*", "26*", "40*", "55*", "57*", "72*", "HV*");
    }

    /** PostgreSQL executed the statement and refused what is in it, or a trigger of the table did. */
    private static void refused(StatusTable.Builder table) {
        for (String code : new String[] {
            "PGRST102",
            "09*",
            "20*",
            "21*",
            "22*",
            "23*",
            "24*",
            "27*",
            "2D*",
            "2F*",
            "34*",
            "38*",
            "39*",
            "3B*",
            "44*",
            "54*",
            "P0*"
        }) {
            table.row(400, 599, code, MISCONFIGURED, REFUSED);
        }
        table.row(403, 403, "42501", MISCONFIGURED, REFUSED);
        // a taken primary key is no error here, so a 409 is another constraint
        table.row(409, REFUSED, WRITES);
    }

    /** Wrong tables, columns, filters, preferences, roles, policies, or a project that is cut off: no write is to blame. */
    private static void setUp(StatusTable.Builder table) {
        all(table, MISCONFIGURED, "PGRST1*", "PGRST2*", "0A*", "0L*", "0P*", "25*", "28*", "2B*", "3D*", "3F*", "42*");
        all(table, MISCONFIGURED, "F0*", "MRG*");
        table.row(402, MISCONFIGURED);
        // 404 always speaks of the table: a row that is not there is an empty list
        table.row(404, MISCONFIGURED);
        table.row(410, MISCONFIGURED);
        table.row(412, MISCONFIGURED);
    }

    private static void all(StatusTable.Builder table, Reaction reaction, String... codes) {
        for (String code : codes) {
            table.row(400, 599, code, reaction);
        }
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
