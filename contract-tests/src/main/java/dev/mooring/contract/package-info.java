/**
 * The contract of Mooring's adapters, as a JUnit suite for their authors: extend {@link dev.mooring.contract.AdapterContract},
 * return an adapter, run. {@code RULES.md} lists the rules by their numbers.
 *
 * <p><b>Adding a group of rules.</b> A group {@code XYZ} is a package-private {@code XyzRules extends Rules}, one test per rule:
 * {@code @Test @ContractRule("XYZ-1") @DisplayName("the rule as a sentence")} and a method name that states it. Each test gets a
 * fresh collection, talks through {@code Peer} (a client; its adapter is watched, see
 * {@code Watched}), asserts through {@code Check}, and takes ids from {@code id(n)}: n
 * counts from 1 in each test, no id returns in a later one. What a rule needs beyond the required guarantees is said in the
 * annotation ({@code needs}), never tested in the rule. A nested class in {@code AdapterContract} pulls the group in. Its broken
 * adapters are {@code XyzMutants} in the test package {@code dev.mooring.contract.mutant}; {@code RULES.md} is written anew by
 * running {@code RulesPageTest} with {@code -Dmooring.rules.write=true}.
 */
@NullMarked
package dev.mooring.contract;

import org.jspecify.annotations.NullMarked;
