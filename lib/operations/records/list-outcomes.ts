import type { Batch } from '../../core/delivery/ledger.ts';
import type { Job, Outcome } from '../../core/job/job.ts';
import type { Cursor, Row } from '../../core/record/row.ts';
import type { RowBlock } from '../../core/record/row-block.ts';
import type { NotedRecord, RecordFilter } from '../../core/view/record-view.ts';

/** A record of the file and its outcome. */
export interface RecordWithOutcome {
  readonly row: Row;
  readonly status: Outcome;
  /** The record in the database; undefined for a record that is not noted. */
  readonly noted: NotedRecord | undefined;
}

export interface OutcomeSource {
  readonly job: Job;
  /** The start of the first record. */
  readonly start: Cursor;
  readonly rows: (from: Cursor, until?: number) => AsyncIterable<RowBlock>;
  readonly page: (filter: RecordFilter, after: number, limit: number) => Promise<readonly NotedRecord[]>;
  readonly batches: () => Promise<readonly Batch[]>;
  /** Includes the records after the cursor of `job`, up to the end of the file. */
  readonly withUnread?: boolean;
}

/** Small, because a record may have an issue in each of a thousand columns. */
const PAGE_RECORDS = 100;

/**
 * Yields each record that has been read from a job's file, or each record of the file if `withUnread`, with its
 * outcome, in file order. Noted records are read page by page alongside the file, so memory does not grow with the
 * number of errors.
 */
export async function* listOutcomes(source: OutcomeSource): AsyncGenerator<RecordWithOutcome> {
  const { job, start, rows, withUnread = false } = source;
  const notedInOrder = new NotedInOrder(source.page);
  const batchesInOrder = new BatchesInOrder(await source.batches());
  if (job.cursor.record === 0 && !withUnread) return;
  for await (const block of rows(start, withUnread ? undefined : job.cursor.byte)) {
    for (const row of block.rows) {
      if (notedInOrder.needsAdvance(row.record)) await notedInOrder.advance(row.record);
      const noted = notedInOrder.take(row.record);
      yield { row, noted, status: noted?.status ?? batchesInOrder.outcomeOf(row.record) };
    }
  }
}

/** Noted records by ascending number, read page by page. */
class NotedInOrder {
  readonly #page: OutcomeSource['page'];
  #records: readonly NotedRecord[] = [];
  /** The index in `#records` of the record to take next. */
  #next = 0;
  /** The number of the last record that was read. */
  #lastRead = 0;
  #isExhausted = false;

  constructor(page: OutcomeSource['page']) {
    this.#page = page;
  }

  /** Whether `advance` must be called before `take`. */
  needsAdvance(record: number): boolean {
    const next = this.#records[this.#next];
    return next === undefined ? !this.#isExhausted : next.record < record;
  }

  /** Skips noted records that the file's rows no longer have, because a fix leaves them out. Reads further pages. */
  async advance(record: number): Promise<void> {
    while (this.needsAdvance(record)) {
      if (this.#next < this.#records.length) this.#next += 1;
      else await this.#turnPage();
    }
  }

  take(record: number): NotedRecord | undefined {
    const next = this.#records[this.#next];
    if (next?.record !== record) return undefined;
    this.#next += 1;
    return next;
  }

  async #turnPage(): Promise<void> {
    this.#records = await this.#page({}, this.#lastRead, PAGE_RECORDS);
    this.#next = 0;
    this.#lastRead = this.#records.at(-1)?.record ?? this.#lastRead;
    this.#isExhausted = this.#records.length === 0;
  }
}

/**
 * The outcomes of records that are not noted, from batches. `outcomeOf` must be called with ascending numbers. If
 * several batches contain a record, the last one that does not leave it out counts.
 */
class BatchesInOrder {
  readonly #batches: readonly Batch[];
  /** The index in `#batches` of the first batch that begins after the current record. */
  #next = 0;
  /** The batches that contain the current record. */
  #covering: readonly Batch[] = [];

  constructor(batches: readonly Batch[]) {
    this.#batches = batches;
  }

  outcomeOf(record: number): Outcome {
    for (;;) {
      const next = this.#batches[this.#next];
      if (!next || next.from.record >= record) break;
      this.#covering = [...this.#covering, next];
      this.#next += 1;
    }
    this.#covering = this.#covering.filter(({ lastRecord }) => lastRecord >= record);
    const batch = this.#covering.findLast(({ leftOut }) => !leftOut.includes(record));
    if (batch?.state === 'done') return 'accepted';
    return batch?.state === 'uncertain' ? 'uncertain' : 'not_sent';
  }
}
