/**
 * What the sandbox received, written down before it acts on it: the truth that a test holds the product against, and
 * what the console shows. Kept in memory, or in a directory where it survives the sandbox's own end.
 */

/** An event that was kept, as far as counting needs it: event_id, event_name, action_source. */
export type KeptEvent = readonly [id: string, name: string, source: string];

/** What was answered for one event out of the ordinary; `index` is its position in the request. */
export interface EventRemark {
  readonly index: number;
  readonly event_id: string;
  readonly message: string;
}

/** One request. The token itself is never written down. */
export interface NewEntry {
  /** When the request's head had come, in milliseconds since 1970. */
  readonly at: number;
  /** Counted from 1 for each ad account. */
  readonly call: number;
  readonly account: string;
  readonly test: boolean;
  readonly token_sha256: string | null;
  readonly body_sha256: string;
  readonly bytes: number;
  /** How many events the body held. */
  readonly events: number;
  /** The answer's status; null where the connection was to be destroyed, or broke before the request was complete. */
  readonly status: number | null;
  readonly end: 'answered' | 'reset_before' | 'accepted_then_reset' | 'answer_cut' | 'request_cut';
  /** Pinterest's code and message for a request that was refused as a whole. */
  readonly code: number | null;
  readonly message: string | null;
  readonly accepted: readonly KeptEvent[];
  readonly failed: readonly EventRemark[];
  readonly warned: readonly EventRemark[];
}

export interface Entry extends NewEntry {
  /** Also sent to the client as `x-request-id`. Ids sort by time. */
  readonly id: string;
  /** Counted from 1 since the journal began; where the first entry has another number, older ones were dropped. */
  readonly n: number;
  /** Where the body lies; null where it was not kept. */
  readonly body: { readonly at: number; readonly length: number } | null;
}

export interface Journal {
  /** Resolves to the entry's id once the request is safe. */
  append(entry: NewEntry, body: Buffer | undefined): Promise<string>;
  /** Oldest first. */
  entries(): AsyncIterable<Entry>;
  /** Undefined where the body was not kept, or is gone by now. */
  bodyOf(entry: Entry): Promise<Buffer | undefined>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** How much is kept unless the caller says otherwise. */
export const KEEP_BYTES = 64 * 1024 * 1024;

/** Width of the numbers in an id, so that ids sort as texts. */
const NUMBER_WIDTH = 10;

export function entryId(stem: string, n: number): string {
  return `${stem}.${String(n).padStart(NUMBER_WIDTH, '0')}`;
}

/** Keeps every entry until it is cleared, and the newest bodies up to a bound. */
export class MemoryJournal implements Journal {
  readonly #keepBytes: number;
  #entries: Entry[] = [];
  #bodies = new Map<string, Buffer>();
  #bytes = 0;

  constructor(keepBytes: number) {
    this.#keepBytes = keepBytes;
  }

  async append(entry: NewEntry, body: Buffer | undefined): Promise<string> {
    const n = this.#entries.length + 1;
    const id = entryId('memory', n);
    this.#entries.push({ ...entry, id, n, body: body ? { at: 0, length: body.length } : null });
    if (body) this.#keep(id, body);
    return id;
  }

  async *entries(): AsyncGenerator<Entry> {
    yield* this.#entries;
  }

  async bodyOf(entry: Entry): Promise<Buffer | undefined> {
    return this.#bodies.get(entry.id);
  }

  async clear(): Promise<void> {
    this.#entries = [];
    this.#bodies = new Map();
    this.#bytes = 0;
  }

  async close(): Promise<void> {}

  #keep(id: string, body: Buffer): void {
    this.#bodies.set(id, body);
    this.#bytes += body.length;
    for (const [oldest, { length }] of this.#bodies) {
      if (this.#bytes <= this.#keepBytes || oldest === id) return;
      this.#bodies.delete(oldest);
      this.#bytes -= length;
    }
  }
}
