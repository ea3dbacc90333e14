import type { ReceivedQuery, ReceivedRequest } from '../../../core/connector/connector.ts';
import { eventsOf, parseBody } from './body-check.ts';
import type { JournalEntry } from './journal.ts';
import { deleteJournalSegment, lastWritten, listJournalSegments, readBody, readJournalSegment } from './segments.ts';

/** Reads what a sandbox received, also while it runs in another process. */

/** A request and its response, for display. */
export interface StoredRequest extends ReceivedRequest, Omit<JournalEntry, 'events' | 'status'> {}

/** The requests in a sandbox's folder, newest first. `before` is the id of the previous page's last request. */
export async function readReceived(folder: string, query: ReceivedQuery): Promise<StoredRequest[]> {
  const entries = await newestEntries(folder, query);
  return Promise.all(
    entries.map(async (entry) => ({ ...entry, ...countsOf(entry), ...(await readContent(folder, entry)) })),
  );
}

function countsOf({ events, failed, code }: JournalEntry): Pick<ReceivedRequest, 'count' | 'rejected'> {
  return { count: events, rejected: code === null ? failed.length : 0 };
}

async function newestEntries(folder: string, { account, limit, before }: ReceivedQuery): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for (const stem of (await listJournalSegments(folder)).reverse()) {
    for (const entry of (await readJournalSegment(folder, stem)).reverse()) {
      if (entries.length >= limit) return entries;
      const isWanted = account === undefined || entry.account === account;
      if (isWanted && (before === undefined || entry.id < before)) entries.push(entry);
    }
  }
  return entries;
}

/** The events of a request; none if its body is no longer kept. */
async function readContent(folder: string, entry: JournalEntry): Promise<Pick<ReceivedRequest, 'content' | 'events'>> {
  if (entry.bytes === 0) return { content: 'none', events: [] };
  const body = await readBody(folder, entry);
  return body ? { content: 'kept', events: eventsOf(parseBody(body)) } : { content: 'gone', events: [] };
}

/**
 * Deletes segments last written before a time, in milliseconds since 1970; a segment covers at most one day. A running
 * sandbox whose segment is deleted starts another.
 */
export async function deleteReceived(folder: string, before: number): Promise<void> {
  for (const stem of await listJournalSegments(folder)) {
    const writtenAt = await lastWritten(folder, stem);
    if (writtenAt !== undefined && writtenAt < before) await deleteJournalSegment(folder, stem);
  }
}
