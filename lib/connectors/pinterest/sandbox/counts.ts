import type { AcceptedEvent, JournalEntry } from './journal.ts';

/** Sums over the entries of the journal. */

const RATE_WINDOW_MS = 60_000;

export interface UniqueEvent {
  readonly account: string;
  readonly event_id: string;
  readonly event_name: string;
  /** How often the event was received and accepted. */
  received: number;
  /** How many conversions Pinterest's reports would count, without duplicates. */
  counted: number;
}

interface CountedEvent extends UniqueEvent {
  /** When the event was last counted, in milliseconds since 1970. */
  countedAt: number;
}

/**
 * The accepted real events, unique by account, event_id and event_name. A repeat within the window is a duplicate,
 * except for offline events, which Pinterest does not deduplicate. `entries` are oldest first; `complete` is false if
 * the journal has dropped the oldest ones.
 */
export async function uniqueEvents(
  entries: AsyncIterable<JournalEntry>,
  windowMs: number,
  account?: string,
): Promise<{ complete: boolean; events: UniqueEvent[] }> {
  const eventsByKey = new Map<string, CountedEvent>();
  let firstNumber: number | undefined;
  for await (const entry of entries) {
    firstNumber ??= entry.n;
    if (entry.test || (account !== undefined && account !== entry.account)) continue;
    for (const event of entry.accepted) countEvent(eventsByKey, entry, event, windowMs);
  }
  const events = [...eventsByKey.values()].map(({ countedAt: _, ...event }) => event);
  return { complete: firstNumber === undefined || firstNumber === 1, events };
}

function countEvent(
  eventsByKey: Map<string, CountedEvent>,
  { account, at }: JournalEntry,
  [id, name, source]: AcceptedEvent,
  windowMs: number,
): void {
  const key = JSON.stringify([account, id, name]);
  const event = eventsByKey.get(key);
  if (!event) {
    eventsByKey.set(key, { account, event_id: id, event_name: name, received: 1, counted: 1, countedAt: at });
    return;
  }
  event.received += 1;
  if (source !== 'offline' && at - event.countedAt < windowMs) return;
  event.counted += 1;
  event.countedAt = at;
}

export interface CallRate {
  readonly calls: number;
  /** The most calls within any 60 seconds, whatever the responses. */
  readonly max_in_60_s: number;
}

export async function callRates(entries: AsyncIterable<JournalEntry>): Promise<Record<string, CallRate>> {
  const callTimesByAccount = new Map<string, number[]>();
  for await (const { account, at } of entries) {
    const callTimes = callTimesByAccount.get(account);
    if (callTimes) callTimes.push(at);
    else callTimesByAccount.set(account, [at]);
  }
  const rates = [...callTimesByAccount].map(([account, callTimes]) => [
    account,
    { calls: callTimes.length, max_in_60_s: maxInWindow(callTimes) },
  ]);
  return Object.fromEntries(rates);
}

/** The most calls within 60 seconds. Two calls that are exactly 60 seconds apart do not count together. */
export function maxInWindow(callTimes: readonly number[]): number {
  const sorted = callTimes.toSorted((a, b) => a - b);
  let max = 0;
  let first = 0;
  for (const [last, time] of sorted.entries()) {
    while (time - (sorted[first] ?? time) >= RATE_WINDOW_MS) first += 1;
    max = Math.max(max, last - first + 1);
  }
  return max;
}
