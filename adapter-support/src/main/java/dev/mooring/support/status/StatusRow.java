package dev.mooring.support.status;

import java.util.Map;
import java.util.Optional;

/** One line of a table: some statuses, perhaps one code of the backend, and what they mean for some kinds of calls. */
record StatusRow(int first, int last, String code, Map<CallKind, Reaction> reactions, String remark) {

    /** For every code. */
    static final String ANY = "*";

    StatusRow {
        if (first > last || code.isEmpty()) {
            throw new IllegalArgumentException(
                    "no status is within " + first + " to " + last + " with the code '" + code + "'");
        }
        reactions = Map.copyOf(reactions);
    }

    Optional<Reaction> reaction(CallKind kind, int status, String codeOfAnswer) {
        boolean within = status >= first && status <= last;
        return within && matches(codeOfAnswer) ? Optional.ofNullable(reactions.get(kind)) : Optional.empty();
    }

    private boolean matches(String codeOfAnswer) {
        return code.endsWith("*")
                ? codeOfAnswer.startsWith(code.substring(0, code.length() - 1))
                : codeOfAnswer.equals(code);
    }

    String markdown() {
        StringBuilder line = new StringBuilder("| ").append(first);
        if (last > first) {
            line.append('-').append(last);
        }
        line.append(code.equals(ANY) ? "" : " `" + code + "`").append(" |");
        for (CallKind kind : CallKind.values()) {
            Reaction reaction = reactions.get(kind);
            line.append(' ').append(reaction == null ? "" : reaction.words()).append(" |");
        }
        return line.append(' ').append(remark).append(" |\n").toString();
    }
}
