import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Entry, entryId } from './journal.ts';

/**
 * The journal's files. A segment is two files with the same stem: `<stem>.requests.ndjson`, one entry per line, and
 * `<stem>.bodies`, the raw bodies that the entries refer to. Stems start with the time, so they sort by time.
 */

const REQUESTS = '.requests.ndjson';
const BODIES = '.bodies';

export function requestsFile(directory: string, stem: string): string {
  return join(directory, stem + REQUESTS);
}

export function bodiesFile(directory: string, stem: string): string {
  return join(directory, stem + BODIES);
}

/** The stem of a segment begun at a time, in milliseconds since 1970. */
export function stemOf(at: number): string {
  return `${new Date(at).toISOString().replaceAll(/[-:.]/g, '')}-${process.pid}`;
}

/** The stems in a directory, oldest first; empty if the directory does not exist. */
export async function listSegments(directory: string): Promise<string[]> {
  const names = (await undefinedIfMissing(readdir(directory))) ?? [];
  return names.flatMap((name) => (name.endsWith(REQUESTS) ? name.slice(0, -REQUESTS.length) : [])).sort();
}

/** The entries of a segment, oldest first. A line truncated by a crash is skipped: its request got no response. */
export async function readSegment(directory: string, stem: string): Promise<Entry[]> {
  const text = (await undefinedIfMissing(readFile(requestsFile(directory, stem), 'utf8'))) ?? '';
  return text.split('\n').flatMap((line) => parseEntry(line, stem) ?? []);
}

export async function readBody(directory: string, { id, body }: Entry): Promise<Buffer | undefined> {
  if (!body) return undefined;
  const stem = id.slice(0, id.indexOf('.'));
  const file = await undefinedIfMissing(open(bodiesFile(directory, stem)));
  if (!file) return undefined;
  try {
    const bytes = Buffer.alloc(body.length);
    const { bytesRead } = await file.read(bytes, 0, body.length, body.at);
    return bytesRead === body.length ? bytes : undefined;
  } finally {
    await file.close();
  }
}

export async function segmentBytes(directory: string, stem: string): Promise<number> {
  const sizes = [requestsFile(directory, stem), bodiesFile(directory, stem)].map(async (file) => {
    return (await undefinedIfMissing(stat(file)))?.size ?? 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** When a segment was last written, in milliseconds since 1970; undefined if it no longer exists. */
export async function lastWritten(directory: string, stem: string): Promise<number | undefined> {
  return (await undefinedIfMissing(stat(requestsFile(directory, stem))))?.mtimeMs;
}

export async function removeSegment(directory: string, stem: string): Promise<void> {
  await rm(bodiesFile(directory, stem), { force: true });
  await rm(requestsFile(directory, stem), { force: true });
}

/** The entry of a line. Its id is not stored, but follows from the stem and the number. */
function parseEntry(line: string, stem: string): Entry | undefined {
  try {
    const entry = JSON.parse(line) as Omit<Entry, 'id'>;
    return { ...entry, id: entryId(stem, entry.n) };
  } catch {
    return undefined;
  }
}

/** Another process may remove a segment at any moment, so a missing file is not an error. */
async function undefinedIfMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
