package dev.mooring.crud;

import java.time.Instant;
import java.util.Optional;

/**
 * Which rows {@link CrudBuilder#listSince} is asked for: those updated later than {@code stamp}, and those updated exactly then
 * whose id comes after {@code afterId}; in the order of (updated, id), deleted ones (by their flag) included, at most
 * {@code limit}. A function that answers everything since {@code stamp}, whatever the limit, is fine, too. Immutable.
 *
 * @param stamp where to begin
 * @param afterId the last id of {@code stamp} that is known already; empty = none, so rows of exactly {@code stamp} count
 * @param limit the most rows that are wanted, at least 1
 */
public record Since(Instant stamp, Optional<String> afterId, int limit) {}
