import { createHash } from 'node:crypto';

/** Digests of events, so that millions of events can be compared. */

export type ReceivedEvent = Readonly<Record<string, unknown>>;

export function keyOf(event: ReceivedEvent): string {
  return `${event['event_name']} ${event['event_id']}`;
}

export function digestOf(event: ReceivedEvent): string {
  return createHash('sha256').update(canonical(event)).digest('base64').slice(0, DIGEST_LENGTH);
}

/** Characters of Base64, which contain 132 bits. */
const DIGEST_LENGTH = 22;

/** JSON with the members of every object in alphabetical order. */
function canonical(event: ReceivedEvent): string {
  return JSON.stringify(event, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
