import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { countOf, type Digest, type Digests, digestAt, NumberedDigests } from '../../core/delivery/digests.ts';
import type { ComparisonWithFirst, SeenEvents } from '../../core/delivery/repeats.ts';
import { DIGEST_BYTES } from '../../core/kernel/layout.ts';
import { BloomSlices, bloomFilter } from './bloom.ts';
import { digestsOf, PAGES, pageAt } from './event-digest.ts';

const NUMBER_BYTES = 6;
/** A digest, the record, and a number that represents the record's content. */
const EVENT_BYTES = DIGEST_BYTES + 2 * NUMBER_BYTES;
/** Offsets of the two numbers in a stored event. */
const RECORD_AT = DIGEST_BYTES;
const CONTENT_AT = DIGEST_BYTES + NUMBER_BYTES;
const RUN_EVENTS = 65_536;

interface SeenEvent {
  readonly record: number;
  /** Represents the record's content. */
  readonly content: number;
}

/** Events in the file, sorted by page. */
interface StoredRun {
  readonly at: number;
  /** The index of the first event of each page, then the number of events. */
  readonly pages: Uint32Array;
}

/**
 * The digests of the events of one file that were seen so far, with their records. Memory does not grow with the file,
 * apart from Bloom filters of two bytes per event: full runs of events are written to a temporary file below `folder`.
 * The file contains no values, and is deleted on disposal.
 */
export class SeenEventDigests implements SeenEvents {
  readonly #folder: string;
  readonly #runEvents: number;
  readonly #recentDigests = new NumberedDigests();
  /** The recent events, by the numbers of their digests. */
  readonly #recentEvents: SeenEvent[] = [];
  readonly #runs: StoredRun[] = [];
  readonly #filters = new BloomSlices();
  #file: number | undefined;
  #end = 0;
  #temporaryFolder = '';

  constructor(folder: string, { runEvents = RUN_EVENTS } = {}) {
    this.#folder = folder;
    this.#runEvents = runEvents;
  }

  lastOf(digest: Digest): number | undefined {
    return this.#find(digest)?.record;
  }

  firstOf(digest: Digest, record: number): number {
    return this.#firstOf(digest, { record, content: 0 }).record;
  }

  compareWithFirst(digest: Digest, record: number, content: string): ComparisonWithFirst {
    const seen = { record, content: leadingBytesAsNumber(digestsOf([content])) };
    const first = this.#firstOf(digest, seen);
    return { first: first.record, isIdentical: first.content === seen.content };
  }

  add(digest: Digest, record: number): void {
    this.#add(digest, { record, content: 0 });
  }

  [Symbol.dispose](): void {
    if (this.#file === undefined) return;
    closeSync(this.#file);
    rmSync(this.#temporaryFolder, { recursive: true, force: true });
    this.#file = undefined;
  }

  #firstOf(digest: Digest, seen: SeenEvent): SeenEvent {
    const earlier = this.#find(digest);
    if (!earlier) this.#add(digest, seen);
    return earlier ?? seen;
  }

  #find(digest: Digest): SeenEvent | undefined {
    return this.#recentEvents[this.#recentDigests.find(digest)] ?? this.#findStored(digest);
  }

  #add(digest: Digest, seen: SeenEvent): void {
    this.#recentEvents[this.#recentDigests.add(digest)] = seen;
    if (this.#recentDigests.count >= this.#runEvents) this.#store();
  }

  /** Searches newer runs first, because they have the later records. */
  #findStored(digest: Digest): SeenEvent | undefined {
    const runs = this.#filters.candidates(digest).toSorted((a, b) => b - a);
    for (const index of runs) {
      const found = this.#findInRun(index, digest);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #findInRun(index: number, digest: Digest): SeenEvent | undefined {
    const run = this.#runs[index];
    if (!run || this.#file === undefined) return undefined;
    const page = pageAt(digest);
    const [from = 0, to = 0] = run.pages.subarray(page, page + 2);
    const events = Buffer.alloc((to - from) * EVENT_BYTES);
    readSync(this.#file, events, 0, events.length, run.at + from * EVENT_BYTES);
    for (let at = 0; at < events.length; at += EVENT_BYTES) {
      if (events.compare(digest, 0, DIGEST_BYTES, at, at + DIGEST_BYTES) !== 0) continue;
      const record = events.readUIntBE(at + RECORD_AT, NUMBER_BYTES);
      return { record, content: events.readUIntBE(at + CONTENT_AT, NUMBER_BYTES) };
    }
    return undefined;
  }

  /** Writes the recent events to the file as a run. */
  #store(): void {
    const digests = this.#recentDigests.all;
    const events = Buffer.alloc(this.#recentDigests.count * EVENT_BYTES);
    const pages = new Uint32Array(PAGES + 1);
    for (const [index, number] of sortedNumbers(digests).entries()) {
      const at = index * EVENT_BYTES;
      const digest = digestAt(digests, number);
      const { record, content } = this.#recentEvents[number] ?? { record: 0, content: 0 };
      events.set(digest, at);
      events.writeUIntBE(record, at + RECORD_AT, NUMBER_BYTES);
      events.writeUIntBE(content, at + CONTENT_AT, NUMBER_BYTES);
      pages[pageAt(digest) + 1] = index + 1;
    }
    for (let page = 1; page <= PAGES; page += 1) pages[page] = Math.max(pages[page] ?? 0, pages[page - 1] ?? 0);
    const file = this.#open();
    // A write may be partial, as when the disk becomes full.
    let written = 0;
    while (written < events.length)
      written += writeSync(file, events, written, events.length - written, this.#end + written);
    this.#filters.add(this.#runs.length, bloomFilter([digests]));
    this.#runs.push({ at: this.#end, pages });
    this.#end += events.length;
    this.#recentDigests.clear();
    this.#recentEvents.length = 0;
  }

  #open(): number {
    if (this.#file !== undefined) return this.#file;
    this.#temporaryFolder = mkdtempSync(join(this.#folder, 'seen-'));
    this.#file = openSync(join(this.#temporaryFolder, 'events'), 'wx+', 0o600);
    return this.#file;
  }
}

/** The numbers of digests, sorted by page. */
function sortedNumbers(digests: Digests): number[] {
  const numbers = Array.from({ length: countOf(digests) }, (_, number) => number);
  return numbers.sort((a, b) => pageAt(digests, a * DIGEST_BYTES) - pageAt(digests, b * DIGEST_BYTES));
}

function leadingBytesAsNumber(digest: Digest): number {
  return Buffer.from(digest.buffer, digest.byteOffset).readUIntBE(0, NUMBER_BYTES);
}
