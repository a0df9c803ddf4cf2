/** The {@code mooring} command. Each subcommand is a class; what they share is in {@link Task}. */
@org.jspecify.annotations.NullMarked
package dev.mooring.cli;
