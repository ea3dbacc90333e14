import type { RejectionReason } from '../../core/connector/connector.ts';

/**
 * What Pinterest's messages about rejected events mean. Pinterest publishes no list of its messages: those about times
 * were observed, and most others name the parameter that they are about.
 */
export function explainRejection(message: string): RejectionReason {
  const field = /^Invalid (\w+) parameter/i.exec(message)?.[1]?.toLowerCase() ?? null;
  if (/timestamp is in the past/i.test(message)) return { reason: 'too_old', field: 'event_time' };
  if (/timestamp is in the future/i.test(message)) return { reason: 'in_future', field: 'event_time' };
  if (field !== null) return { reason: 'invalid_value', field: field === 'event_timestamp' ? 'event_time' : field };
  return { reason: 'unknown', field: null };
}
