/** What a person or a program at the other end of a command sees. Everything that is printed goes through {@link Terminal}. */
@org.jspecify.annotations.NullMarked
package dev.mooring.cli.terminal;
