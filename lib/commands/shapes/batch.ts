import { z } from 'zod';
import { BATCH_STATES, type Batch } from '../../core/delivery/ledger.ts';
import { registerShape } from './shape-registry.ts';

export const batchShape = registerShape(
  'Batch',
  z.object({
    batch: z.string(),
    first_record: z.int(),
    last_record: z.int(),
    events: z.int(),
    body_sha256: z.string(),
    state: z.enum(BATCH_STATES),
    attempts: z.int(),
    http_status: z.int().nullable(),
  }),
);

export function batchObject(batch: Batch): z.output<typeof batchShape> {
  const { name, from, lastRecord, events, bodySha256, state, attempts, exchange } = batch;
  return {
    batch: name,
    first_record: from.record + 1,
    last_record: lastRecord,
    events,
    body_sha256: bodySha256,
    state,
    attempts,
    http_status: exchange.status,
  };
}
