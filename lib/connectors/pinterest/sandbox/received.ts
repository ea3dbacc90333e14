import type { ReceivedQuery, ReceivedRequest } from '../../../core/connector/connector.ts';
import { eventsOf, parseBody } from './body-check.ts';
import type { Entry } from './journal.ts';
import { lastWritten, listSegments, readBody, readSegment, removeSegment } from './segments.ts';

/** Reading back what a sandbox received, also while it runs in another process. */

/** A request and what was answered, for people to look at. */
export interface Received extends ReceivedRequest, Omit<Entry, 'events' | 'status'> {}

/** The requests in a sandbox's directory, newest first. `before` is the id of the last one of the page before. */
export async function readReceived(directory: string, query: ReceivedQuery): Promise<Received[]> {
  const entries = await newestEntries(directory, query);
  return Promise.all(entries.map(async (entry) => ({ ...entry, events: await readEvents(directory, entry) })));
}

async function newestEntries(directory: string, { account, limit, before }: ReceivedQuery): Promise<Entry[]> {
  const found: Entry[] = [];
  for (const stem of (await listSegments(directory)).reverse()) {
    for (const entry of (await readSegment(directory, stem)).reverse()) {
      if (found.length >= limit) return found;
      const wanted = account === undefined || entry.account === account;
      if (wanted && (before === undefined || entry.id < before)) found.push(entry);
    }
  }
  return found;
}

/** None where the body is no longer kept; `body` then says how long it was. */
async function readEvents(directory: string, entry: Entry) {
  const body = await readBody(directory, entry);
  return body ? eventsOf(parseBody(body)) : [];
}

/**
 * Deletes what was received before a time, in milliseconds since 1970, as far as whole segments go: a segment holds a day
 * at most. A running sandbox that finds its own one gone begins another.
 */
export async function forgetReceived(directory: string, before: number): Promise<void> {
  for (const stem of await listSegments(directory)) {
    const written = await lastWritten(directory, stem);
    if (written !== undefined && written < before) await removeSegment(directory, stem);
  }
}
