import type { Connector } from '../../core/connector/connector.ts';
import type { ByteEffects } from '../../core/delivery/batch.ts';
import type { Events } from '../../core/delivery/events.ts';
import type { Batch } from '../../core/delivery/ledger.ts';
import { flatMapSequentially } from '../../core/flat-map-sequentially.ts';
import type { Job } from '../../core/job/job.ts';
import type { PrepareEffects } from '../../core/preparation/prepare-options.ts';
import type { JsonObject } from '../../core/record/field.ts';
import { fullyMaskedEvent } from '../../core/record/masked-event.ts';
import { hashedPaths } from '../../core/record/personal.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import type { BatchDetail, ShownRequest } from '../../core/view/batch-view.ts';
import type { NotedRecord, RecordFilter } from '../../core/view/record-view.ts';
import { prepareFile } from '../delivery/prepare-file.ts';

export interface ShowRequestOptions {
  readonly connector: Connector;
  readonly source: RowSource;
  readonly effects: PrepareEffects & ByteEffects;
}

/** Number of shown events; a call contains up to a thousand. */
const FIRST_EVENTS = 5;
const FIRST_RECORDS = 50;
const HIDDEN_TOKEN = '••••••••';

/** Rebuilds the call of a batch as the job does, and masks personal values. */
export async function showRequest(
  batch: Batch,
  job: Job,
  { connector, source, effects }: ShowRequestOptions,
): Promise<ShownRequest> {
  const file = prepareFile(job, { connector, source, effects, firstWarnedAt: new Map() });
  const events = await file.eventsOf(batch);
  const { path, headers } = connector.request(job.account, HIDDEN_TOKEN, job.testEvent);
  return {
    path,
    headers,
    hashed: hashedPaths(connector.fields),
    bytes: events.body.length,
    hasStoredHash: effects.hash(new TextDecoder().decode(events.body)) === batch.bodySha256,
    events: eventsIn(events).map((event) => fullyMaskedEvent(event, connector.fields)),
  };
}

function eventsIn(events: Events): JsonObject[] {
  const first = events.indexes.slice(0, FIRST_EVENTS);
  return first.map((index) => JSON.parse(new TextDecoder().decode(events.jsonAt(index))) as JsonObject);
}

/** The first rejected or uncertain records of a batch. */
export async function notAcceptedRecordsOf(
  job: number,
  { from, lastRecord }: Batch,
  records: { page(job: number, filter: RecordFilter, after: number, limit: number): Promise<readonly NotedRecord[]> },
): Promise<BatchDetail['notAccepted']> {
  const noted = await flatMapSequentially(['rejected', 'uncertain'] as const, (status) =>
    records.page(job, { status }, from.record, FIRST_RECORDS),
  );
  return noted
    .filter(({ record }) => record <= lastRecord)
    .slice(0, FIRST_RECORDS)
    .map(({ record, line, status, issues }) => ({ record, line, status, issues }));
}
