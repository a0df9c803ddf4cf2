/**
 * A REST API that does not exist, in the many styles of those that do: a stateful simulator on WireMock. It follows what such
 * APIs document (RFC 5789, 6585, 7396, 8288, 9110, 9457, the Idempotency-Key draft, JSON:API, GitHub, Slack, Stripe), never what
 * our adapter sends.
 */
@NullMarked
package dev.mooring.fetch.sim;

import org.jspecify.annotations.NullMarked;
