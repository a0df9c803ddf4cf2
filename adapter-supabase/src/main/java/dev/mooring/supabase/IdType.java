package dev.mooring.supabase;

import dev.mooring.sync.Ids;

/** The type of a table's id column, hence which ids it can hold: what PostgreSQL would write differently is outside the rule. */
public enum IdType {
    /** {@code text}: anything but NUL, which PostgreSQL cannot store. */
    TEXT("(?s)[^\u0000]+", 1024, Ids.Type.TEXT),
    /** {@code uuid}, in small letters with hyphens, as PostgreSQL writes it. */
    UUID("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", 36, Ids.Type.TEXT),
    /** {@code bigint}, in decimal digits, below 9e18: all of those surely fit. */
    INTEGER("0|-?[1-9][0-9]{0,17}|-?[1-8][0-9]{18}", 20, Ids.Type.INTEGER);

    private final String rule;
    private final int longest;
    private final Ids.Type type;

    IdType(String rule, int longest, Ids.Type type) {
        this.rule = rule;
        this.longest = longest;
        this.type = type;
    }

    /** Whether PostgreSQL reads a text as a value of this type; an id from elsewhere may be, although nobody may write it here. */
    boolean reads(String text) {
        return switch (this) {
            case TEXT -> !text.isEmpty();
            case UUID -> text.matches(rule);
            case INTEGER -> text.matches("-?[0-9]{1,19}");
        };
    }

    Ids ids() {
        return new Ids(Ids.Maker.CLIENT, type, rule, longest);
    }
}
