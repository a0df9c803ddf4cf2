/** The demonstration: a small world on this machine in which everything happens that Mooring is for. Begins at {@link Demo}. */
@org.jspecify.annotations.NullMarked
package dev.mooring.cli.demo;
