import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { entryId, type JournalEntry } from './journal.ts';

/**
 * The journal's files. A segment is two files with the same stem: `<stem>.requests.ndjson`, one entry per line, and
 * `<stem>.bodies`, the raw bodies that the entries refer to. Stems start with the time, so they sort by time.
 */

const REQUESTS = '.requests.ndjson';
const BODIES = '.bodies';

export function requestsFile(folder: string, stem: string): string {
  return join(folder, stem + REQUESTS);
}

export function bodiesFile(folder: string, stem: string): string {
  return join(folder, stem + BODIES);
}

/** The stem of a segment begun at a time, in milliseconds since 1970. */
export function stemOf(at: number): string {
  return `${new Date(at).toISOString().replaceAll(/[-:.]/g, '')}-${process.pid}`;
}

/** The stems in a folder, oldest first; empty if the folder does not exist. */
export async function listJournalSegments(folder: string): Promise<string[]> {
  const names = (await undefinedIfMissing(readdir(folder))) ?? [];
  return names.flatMap((name) => (name.endsWith(REQUESTS) ? name.slice(0, -REQUESTS.length) : [])).sort();
}

/** The entries of a segment, oldest first. A line truncated by a crash is skipped: its request got no response. */
export async function readJournalSegment(folder: string, stem: string): Promise<JournalEntry[]> {
  const text = (await undefinedIfMissing(readFile(requestsFile(folder, stem), 'utf8'))) ?? '';
  return text.split('\n').flatMap((line) => parseEntry(line, stem) ?? []);
}

export async function readBody(folder: string, { id, body }: JournalEntry): Promise<Buffer | undefined> {
  if (!body) return undefined;
  const stem = id.slice(0, id.indexOf('.'));
  const file = await undefinedIfMissing(open(bodiesFile(folder, stem)));
  if (!file) return undefined;
  try {
    const bytes = Buffer.alloc(body.length);
    const { bytesRead } = await file.read(bytes, 0, body.length, body.at);
    return bytesRead === body.length ? bytes : undefined;
  } finally {
    await file.close();
  }
}

export async function journalSegmentBytes(folder: string, stem: string): Promise<number> {
  const sizes = [requestsFile(folder, stem), bodiesFile(folder, stem)].map(async (file) => {
    return (await undefinedIfMissing(stat(file)))?.size ?? 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** When a segment was last written, in milliseconds since 1970; undefined if it no longer exists. */
export async function lastWritten(folder: string, stem: string): Promise<number | undefined> {
  return (await undefinedIfMissing(stat(requestsFile(folder, stem))))?.mtimeMs;
}

export async function deleteJournalSegment(folder: string, stem: string): Promise<void> {
  await rm(bodiesFile(folder, stem), { force: true });
  await rm(requestsFile(folder, stem), { force: true });
}

/** The entry of a line. Its id is not stored, but follows from the stem and the number. */
function parseEntry(line: string, stem: string): JournalEntry | undefined {
  try {
    const entry = JSON.parse(line) as Omit<JournalEntry, 'id'>;
    return { ...entry, id: entryId(stem, entry.n) };
  } catch {
    return undefined;
  }
}

/** Returns undefined if a file is missing: another process may remove a segment at any moment. */
async function undefinedIfMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
