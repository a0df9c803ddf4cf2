package dev.mooring.contract;

/** Of whom a rule is asked. */
enum Level {
    /** Of every adapter. */
    REQUIRED,
    /** Of adapters that claim a guarantee or have a capability. */
    CLAIMED,
    /** Of adapters whose fixture offers the hook to verify it. */
    BACKSTAGE;

    static Level of(ContractRule rule) {
        if (!rule.hook().isEmpty()) {
            return BACKSTAGE;
        }
        return rule.needs().length > 0 ? CLAIMED : REQUIRED;
    }
}
