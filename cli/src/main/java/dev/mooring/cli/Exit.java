package dev.mooring.cli;

/** How a command ends, for scripts. */
enum Exit {
    /** What was asked for is done. */
    DONE(0, "done"),
    /** It is done, and found something that needs a person: differences, rejected rows, failed rules, dead letters. */
    FINDINGS(1, "differences, rejected rows, dead letters, failed rules or claims"),
    /** The arguments, the configuration or a file are wrong. */
    USAGE(2, "wrong arguments, configuration or files"),
    /** The backend did not answer, or only with failures that pass. */
    UNREACHABLE(3, "the backend cannot be reached"),
    /** The backend does not accept the credentials. */
    UNAUTHENTICATED(4, "the backend refuses the credentials"),
    /** The store or checkpoint is in use, damaged or of a newer version. */
    STORE(5, "the store is in use, damaged or of a newer version"),
    /** A defect of the command. */
    DEFECT(6, "a defect of this program; --debug shows more"),
    /** Somebody interrupted it. */
    INTERRUPTED(130, "interrupted"),
    /** Nobody reads what it writes. */
    CLOSED_PIPE(141, "the reader of the output went away");

    private final int code;
    private final String words;

    Exit(int code, String words) {
        this.code = code;
        this.words = words;
    }

    int code() {
        return code;
    }

    /** One line for the help. */
    String words() {
        return words;
    }
}
