import type { Entry, KeptEvent } from './journal.ts';

/** What the journal adds up to: pure functions over its entries. */

const HOUR_MS = 60 * 60 * 1000;
const RATE_WINDOW_MS = 60_000;

/** Pinterest's own window for leaving out an event that it has seen. */
export const DEDUPE_WINDOW_MS = 48 * HOUR_MS;

export interface UniqueEvent {
  readonly account: string;
  readonly event_id: string;
  readonly event_name: string;
  /** How often it came and was kept. */
  received: number;
  /** How many conversions it makes in the reports, duplicates left out. */
  counted: number;
}

interface Sighted extends UniqueEvent {
  countedAt: number;
}

/**
 * The real events that were kept, each once: same account, event_id and event_name. A repeat within the window is a
 * duplicate; an offline event never is, for Pinterest cannot tell. Entries come oldest first.
 */
export async function uniqueEvents(
  entries: AsyncIterable<Entry>,
  windowMs: number,
  account?: string,
): Promise<{ complete: boolean; events: UniqueEvent[] }> {
  const found = new Map<string, Sighted>();
  let first: number | undefined;
  for await (const entry of entries) {
    first ??= entry.n;
    if (entry.test || (account !== undefined && account !== entry.account)) continue;
    for (const event of entry.accepted) sight(found, entry, event, windowMs);
  }
  const events = [...found.values()].map(({ countedAt: _, ...event }) => event);
  return { complete: first === undefined || first === 1, events };
}

function sight(
  found: Map<string, Sighted>,
  { account, at }: Entry,
  [id, name, source]: KeptEvent,
  windowMs: number,
): void {
  const key = JSON.stringify([account, id, name]);
  const known = found.get(key);
  if (!known) {
    found.set(key, { account, event_id: id, event_name: name, received: 1, counted: 1, countedAt: at });
    return;
  }
  known.received += 1;
  if (source !== 'offline' && at - known.countedAt < windowMs) return;
  known.counted += 1;
  known.countedAt = at;
}

export interface CallRate {
  readonly calls: number;
  /** The most calls in any sliding 60 s, whatever was answered. */
  readonly max_in_60_s: number;
}

export async function callRates(entries: AsyncIterable<Entry>): Promise<Record<string, CallRate>> {
  const times = new Map<string, number[]>();
  for await (const { account, at } of entries) {
    const known = times.get(account);
    if (known) known.push(at);
    else times.set(account, [at]);
  }
  const rates = [...times].map(([account, at]) => [account, { calls: at.length, max_in_60_s: mostInWindow(at) }]);
  return Object.fromEntries(rates);
}

/** The most times in any window that begins at one of them and lasts just under 60 s. */
export function mostInWindow(times: readonly number[], windowMs = RATE_WINDOW_MS): number {
  const sorted = times.toSorted((a, b) => a - b);
  let most = 0;
  let first = 0;
  for (const [last, time] of sorted.entries()) {
    while (time - (sorted[first] ?? time) >= windowMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
