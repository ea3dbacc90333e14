import { type Preparation, prepareRecord, type ReadyRecord } from '../../core/batch.ts';
import type { Batch } from '../../core/ledger.ts';
import type { RowSource } from './run.ts';

/** The records of a batch, built anew from the stretch of the file that the ledger names. */
export async function loadBatch(
  batch: Batch,
  source: RowSource,
  preparation: Preparation,
): Promise<readonly ReadyRecord[]> {
  const leftOut = new Set(batch.leftOut);
  const ready: ReadyRecord[] = [];
  for await (const rows of source.rows(batch.from, batch.endByte)) {
    for (const row of rows) {
      const record = prepareRecord(row, preparation);
      if ('json' in record && !leftOut.has(record.record)) ready.push(record);
    }
  }
  return ready;
}
