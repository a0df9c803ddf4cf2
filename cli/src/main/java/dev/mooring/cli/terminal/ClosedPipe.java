package dev.mooring.cli.terminal;

/** Nobody reads what is written any more. */
public final class ClosedPipe extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClosedPipe() {
        super("nobody reads the output any more");
    }
}
