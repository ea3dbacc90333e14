import type { Batch } from '../../core/delivery/ledger.ts';
import type { Job, Outcome } from '../../core/job/job.ts';
import type { Cursor, Row } from '../../core/record/row.ts';
import type { NotedRecord, RecordFilter } from '../../core/view/record-view.ts';

/** A record as it stands in the file, and what became of it. */
export interface RecordWithOutcome {
  readonly row: Row;
  readonly status: Outcome;
  /** What the ledger noted of it; undefined for a record there is nothing to say about. */
  readonly noted: NotedRecord | undefined;
}

export interface OutcomeSource {
  readonly job: Job;
  /** Where the first record of the file begins. */
  readonly start: Cursor;
  readonly rows: (from: Cursor, until?: number) => AsyncIterable<readonly Row[]>;
  readonly page: (filter: RecordFilter, after: number, limit: number) => readonly NotedRecord[];
  readonly batches: () => readonly Batch[];
  /** Goes on behind what was read, to the end of the file: nothing of it was sent. */
  readonly withUnread?: boolean;
}

/** Of a thousand columns, a record may have an issue each. */
const PAGE = 100;

/**
 * Walks the part of a job's file that has been read, or all of it, and gives each record with its outcome, in the order of
 * the file. What the ledger noted is read alongside, so memory does not grow with the number of errors.
 */
export async function* listOutcomes(source: OutcomeSource): AsyncGenerator<RecordWithOutcome> {
  const { job, start, rows, withUnread = false } = source;
  const noted = new NotedInOrder(source.page);
  const batches = new BatchesInOrder(source.batches());
  if (job.cursor.record === 0 && !withUnread) return;
  for await (const block of rows(start, withUnread ? undefined : job.cursor.byte)) {
    for (const row of block) {
      const note = noted.at(row.record);
      yield { row, noted: note, status: note?.status ?? batches.outcomeOf(row.record) };
    }
  }
}

/** Noted records, asked for in rising order, read a page at a time. */
class NotedInOrder {
  readonly #page: OutcomeSource['page'];
  #rows: readonly NotedRecord[] = [];
  #next = 0;
  #last = 0;
  #exhausted = false;

  constructor(page: OutcomeSource['page']) {
    this.#page = page;
  }

  at(record: number): NotedRecord | undefined {
    if (this.#next >= this.#rows.length && !this.#exhausted) this.#turnPage();
    const row = this.#rows[this.#next];
    if (row?.record !== record) return undefined;
    this.#next += 1;
    return row;
  }

  #turnPage(): void {
    this.#rows = this.#page({}, this.#last, PAGE);
    this.#next = 0;
    this.#last = this.#rows.at(-1)?.record ?? this.#last;
    this.#exhausted = this.#rows.length === 0;
  }
}

/** Batches by their range, asked in rising order. Of several over one range, the latest that carries a record counts. */
class BatchesInOrder {
  readonly #batches: readonly Batch[];
  #next = 0;
  #covering: readonly Batch[] = [];

  constructor(batches: readonly Batch[]) {
    this.#batches = batches;
  }

  outcomeOf(record: number): Outcome {
    for (
      let batch = this.#batches[this.#next];
      batch && batch.from.record < record;
      batch = this.#batches[this.#next]
    ) {
      this.#covering = [...this.#covering, batch];
      this.#next += 1;
    }
    this.#covering = this.#covering.filter(({ lastRecord }) => lastRecord >= record);
    const batch = this.#covering.findLast(({ leftOut }) => !leftOut.includes(record));
    if (batch?.state === 'done') return 'accepted';
    return batch?.state === 'uncertain' ? 'uncertain' : 'not_sent';
  }
}
