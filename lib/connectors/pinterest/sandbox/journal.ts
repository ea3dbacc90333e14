/**
 * The requests that the sandbox received, written before it responds. Tests compare the journal with what the product
 * reports, and the console shows it. A journal is kept in memory, or in a folder, where it survives a crash.
 */

/** An accepted event, with the fields needed for counting: event_id, event_name, action_source. */
export type AcceptedEvent = readonly [id: string, name: string, source: string];

/** The error or warning of one event; `index` is its position in the request. */
export interface EventMessage {
  readonly index: number;
  readonly event_id: string;
  readonly message: string;
}

/** One request. The token itself is never stored. */
export interface NewJournalEntry {
  /** When the request's headers were received, in milliseconds since 1970. */
  readonly at: number;
  /** Counted from 1 for each ad account. */
  readonly call: number;
  readonly account: string;
  readonly test: boolean;
  readonly token_sha256: string | null;
  readonly body_sha256: string;
  readonly bytes: number;
  /** Number of events in the body. */
  readonly events: number;
  /** The response status; null if the connection was destroyed instead, or broke before the request was complete. */
  readonly status: number | null;
  /**
   * How the call ended. A reset destroys the connection instead of responding, before or after the events are recorded;
   * a request or response that is cut arrives only in part.
   */
  readonly end: 'answered' | 'reset_before' | 'accepted_then_reset' | 'answer_cut' | 'request_cut';
  /** Pinterest's code and message for a request refused as a whole. */
  readonly code: number | null;
  readonly message: string | null;
  readonly accepted: readonly AcceptedEvent[];
  readonly failed: readonly EventMessage[];
  readonly warned: readonly EventMessage[];
}

export interface JournalEntry extends NewJournalEntry {
  /** Also sent to the client, as `x-request-id`. The order of ids is that of the requests. */
  readonly id: string;
  /** Counted from 1 since the journal was cleared. If the oldest entry has another number, older ones were dropped. */
  readonly n: number;
  /** Position of the body in its file; null if the request had none, or if it was not kept. */
  readonly body: { readonly at: number; readonly length: number } | null;
}

export interface Journal {
  /** Resolves to the entry's id once the request is durable. */
  append(entry: NewJournalEntry, body: Buffer | undefined): Promise<string>;
  /** Oldest first. */
  entries(): AsyncIterable<JournalEntry>;
  /** Undefined if the body was not kept or has been dropped. */
  bodyOf(entry: JournalEntry): Promise<Buffer | undefined>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** How many bytes a journal keeps by default: in memory, of bodies; in a folder, of whole segments. */
export const KEEP_BYTES = 64 * 1024 * 1024;

/** Width of the numbers in an id, so that ids sort as strings. */
const NUMBER_WIDTH = 10;

export function entryId(stem: string, n: number): string {
  return `${stem}.${String(n).padStart(NUMBER_WIDTH, '0')}`;
}

/** Keeps every entry until cleared, and the newest bodies up to a limit. */
export class MemoryJournal implements Journal {
  readonly #keepBytes: number;
  #entries: JournalEntry[] = [];
  #bodies = new Map<string, Buffer>();
  #bodyBytes = 0;

  constructor(keepBytes: number) {
    this.#keepBytes = keepBytes;
  }

  async append(entry: NewJournalEntry, body: Buffer | undefined): Promise<string> {
    const n = this.#entries.length + 1;
    const id = entryId('memory', n);
    this.#entries.push({ ...entry, id, n, body: body ? { at: 0, length: body.length } : null });
    if (body) this.#keep(id, body);
    return id;
  }

  async *entries(): AsyncGenerator<JournalEntry> {
    yield* this.#entries;
  }

  async bodyOf(entry: JournalEntry): Promise<Buffer | undefined> {
    return this.#bodies.get(entry.id);
  }

  async clear(): Promise<void> {
    this.#entries = [];
    this.#bodies = new Map();
    this.#bodyBytes = 0;
  }

  async close(): Promise<void> {}

  #keep(id: string, body: Buffer): void {
    this.#bodies.set(id, body);
    this.#bodyBytes += body.length;
    for (const [oldest, { length }] of this.#bodies) {
      if (this.#bodyBytes <= this.#keepBytes || oldest === id) return;
      this.#bodies.delete(oldest);
      this.#bodyBytes -= length;
    }
  }
}
