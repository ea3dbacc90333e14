import { open } from 'node:fs/promises';
import type { JournalEntry } from '#lib/connectors/pinterest/sandbox/journal.ts';
import { listJournalSegments, readBody, requestsFile } from '#lib/connectors/pinterest/sandbox/segments.ts';

/** A request of the journal, without the list of its events. */
export type Call = Omit<JournalEntry, 'accepted' | 'failed' | 'warned'>;

/**
 * How often the sandbox accepted an event, the SHA-256 of the first body that contained it, and how often it was in
 * another body.
 */
interface EventReceipts {
  count: number;
  readonly firstBody: string;
  otherBodies: number;
}

/**
 * The requests that the sandbox received, read from its growing journal files. The sandbox writes each request to them
 * before it responds, so no accepted event can be missing here.
 */
export class Received {
  readonly calls: Call[] = [];
  readonly #folder: string;
  readonly #positions = new Map<string, { bytes: number; partialLine: string }>();
  readonly #events = new Map<string, EventReceipts>();
  #reading: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Reads new entries. Returns the number of calls so far. */
  async update(): Promise<number> {
    this.#reading = this.#reading.then(() => this.#readNewEntries());
    await this.#reading;
    return this.calls.length;
  }

  /** How often a real event was accepted. */
  countReceipts(account: string, id: string): number {
    return this.#events.get(keyOf(account, id))?.count ?? 0;
  }

  /** Whether an event was repeated in a different body. */
  hasChanged(account: string, id: string): boolean {
    return (this.#events.get(keyOf(account, id))?.otherBodies ?? 0) > 0;
  }

  bodyOf(call: Call): Promise<Buffer | undefined> {
    return readBody(this.#folder, { ...call, accepted: [], failed: [], warned: [] });
  }

  async #readNewEntries(): Promise<void> {
    for (const stem of await listJournalSegments(this.#folder)) {
      const before = this.#positions.get(stem) ?? { bytes: 0, partialLine: '' };
      const added = await readFrom(requestsFile(this.#folder, stem), before.bytes);
      if (added.length === 0) continue;
      const lines = (before.partialLine + added.toString('latin1')).split('\n');
      const partialLine = lines.pop() ?? '';
      this.#positions.set(stem, { bytes: before.bytes + added.length, partialLine });
      for (const line of lines) this.#add(JSON.parse(Buffer.from(line, 'latin1').toString()) as JournalEntry, stem);
    }
  }

  #add({ accepted, failed: _, warned: __, ...call }: JournalEntry, stem: string): void {
    this.calls.push({ ...call, id: `${stem}.${call.n}` });
    if (call.test) return;
    for (const [id] of accepted) {
      const key = keyOf(call.account, id);
      const receipts = this.#events.get(key);
      if (!receipts) this.#events.set(key, { count: 1, firstBody: call.body_sha256, otherBodies: 0 });
      else {
        receipts.count += 1;
        if (receipts.firstBody !== call.body_sha256) receipts.otherBodies += 1;
      }
    }
  }
}

function keyOf(account: string, id: string): string {
  return `${account} ${id}`;
}

async function readFrom(path: string, at: number): Promise<Buffer> {
  await using file = await open(path);
  const { size } = await file.stat();
  const bytes = Buffer.alloc(Math.max(0, size - at));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
  return bytes.subarray(0, bytesRead);
}
