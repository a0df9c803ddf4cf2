package dev.mooring.internal.engine;

/**
 * Which ways are open.
 *
 * @param pull whether changes may be asked for
 * @param push whether writes may go
 * @param sparing whether changes are asked for only when somebody asks for them, or when nothing could be sent otherwise
 */
public record Doors(boolean pull, boolean push, boolean sparing) {

    static final Doors OPEN = new Doors(true, true);

    /** Doors that are open or not. */
    public Doors(boolean pull, boolean push) {
        this(pull, push, false);
    }

    /** Nothing goes. */
    public static Doors shut() {
        return new Doors(false, false);
    }

    /** The same, sparing. */
    public Doors sparingly() {
        return new Doors(pull, push, true);
    }
}
