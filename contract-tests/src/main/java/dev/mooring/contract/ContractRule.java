package dev.mooring.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rule of the catalogue ({@code RULES.md}) that a test proves. One test per rule; its display name is the rule's statement.
 * A rule without {@link #needs()} and {@link #hook()} is required of every adapter.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ContractRule {

    /** The rule's number, such as {@code CREATE-4}. Numbers never change their meaning. */
    String value();

    /** The rule holds for adapters that claim one of these; for the others the test runs to find undeclared guarantees. */
    Claim[] needs() default {};

    /** Claims that cannot be true where this rule fails, although it is asked of adapters without them as well. */
    Claim[] refutes() default {};

    /** A condition that the test itself looks at, and skips the rule where it does not hold; completes "where ...". */
    String when() default "";

    /** What the fixture has to offer so that the rule can be verified, such as {@code Backstage.leave}. */
    String hook() default "";
}
