import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { SeenRecords } from '../../core/delivery/repeats.ts';
import { BloomSlices, bloomFilter } from './bloom.ts';
import { DIGEST_BYTES, digestOf, PAGES, pageOf } from './event-digest.ts';

/** A digest, and the record in 6 bytes. */
const ENTRY_BYTES = DIGEST_BYTES + 6;
const RUN_EVENTS = 65_536;

/** Entries in the file, sorted by digest. */
interface StoredRun {
  readonly at: number;
  /** Where each page begins, in entries; one more than there are pages. */
  readonly pages: Uint32Array;
}

/**
 * The events of one file that were seen so far, by identity. Memory does not grow with the file, apart from a Bloom filter of two bytes
 * an event: full runs of entries are written to a file in `folder`, which has no values, and is deleted at the end.
 */
export class SeenEvents implements SeenRecords {
  readonly #folder: string;
  readonly #runEvents: number;
  readonly #recent = new Map<string, number>();
  readonly #runs: StoredRun[] = [];
  readonly #filters = new BloomSlices();
  #file: number | undefined;
  #end = 0;
  #path = '';

  constructor(folder: string, { runEvents = RUN_EVENTS } = {}) {
    this.#folder = folder;
    this.#runEvents = runEvents;
  }

  lastOf(identity: string): number | undefined {
    return this.#find(digestOf(identity));
  }

  firstOf(identity: string, record: number): number {
    const digest = digestOf(identity);
    const found = this.#find(digest);
    if (found === undefined) this.#add(digest, record);
    return found ?? record;
  }

  add(identity: string, record: number): void {
    this.#add(digestOf(identity), record);
  }

  [Symbol.dispose](): void {
    if (this.#file === undefined) return;
    closeSync(this.#file);
    rmSync(this.#path, { recursive: true, force: true });
    this.#file = undefined;
  }

  #find(digest: string): number | undefined {
    return this.#recent.get(digest) ?? this.#findStored(digest);
  }

  #add(digest: string, record: number): void {
    this.#recent.set(digest, record);
    if (this.#recent.size >= this.#runEvents) this.#store();
  }

  /** Newer runs have the later records. */
  #findStored(digest: string): number | undefined {
    const sets = this.#filters.candidates(digest).toSorted((a, b) => b - a);
    for (const set of sets) {
      const found = this.#findIn(set, digest);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #findIn(set: number, digest: string): number | undefined {
    const run = this.#runs[set];
    if (!run || this.#file === undefined) return undefined;
    const page = pageOfDigest(digest);
    const [from = 0, to = 0] = run.pages.subarray(page, page + 2);
    const entries = Buffer.alloc((to - from) * ENTRY_BYTES);
    readSync(this.#file, entries, 0, entries.length, run.at + from * ENTRY_BYTES);
    for (let at = 0; at < entries.length; at += ENTRY_BYTES)
      if (entries.toString('latin1', at, at + DIGEST_BYTES) === digest) return entries.readUIntBE(at + DIGEST_BYTES, 6);
    return undefined;
  }

  #store(): void {
    const digests = [...this.#recent.keys()].sort();
    const entries = Buffer.alloc(digests.length * ENTRY_BYTES);
    const pages = new Uint32Array(PAGES + 1);
    for (const [index, digest] of digests.entries()) {
      entries.write(digest, index * ENTRY_BYTES, 'latin1');
      entries.writeUIntBE(this.#recent.get(digest) ?? 0, index * ENTRY_BYTES + DIGEST_BYTES, 6);
      pages[pageOfDigest(digest) + 1] = index + 1;
    }
    for (let page = 1; page <= PAGES; page += 1) pages[page] = Math.max(pages[page] ?? 0, pages[page - 1] ?? 0);
    writeSync(this.#open(), entries, 0, entries.length, this.#end);
    this.#filters.add(this.#runs.length, bloomFilter([Buffer.from(digests.join(''), 'latin1')], DIGEST_BYTES));
    this.#runs.push({ at: this.#end, pages });
    this.#end += entries.length;
    this.#recent.clear();
  }

  #open(): number {
    if (this.#file !== undefined) return this.#file;
    this.#path = mkdtempSync(join(this.#folder, 'seen-'));
    this.#file = openSync(join(this.#path, 'events'), 'wx+', 0o600);
    return this.#file;
  }
}

function pageOfDigest(digest: string): number {
  return pageOf(digest.charCodeAt(0), digest.charCodeAt(1));
}
