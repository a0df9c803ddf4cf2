package dev.mooring.fetch;

import dev.mooring.sync.Ids;

/** Who makes the ids. */
public enum IdMaker {
    /** The client; they are sent with the create. */
    CLIENT,
    /** The backend: text. The create is sent without an id, and its answer names it. */
    SERVER,
    /** The backend: whole numbers. */
    SERVER_INTEGER;

    Ids ids(String rule, int longest) {
        return switch (this) {
            case CLIENT -> Ids.clientMade(rule, longest);
            case SERVER -> Ids.serverMade(Ids.Type.TEXT);
            case SERVER_INTEGER -> Ids.serverMade(Ids.Type.INTEGER);
        };
    }
}
