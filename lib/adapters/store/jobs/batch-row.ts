import type { Batch, BatchState } from '../../../core/delivery/ledger.ts';
import type { Row } from '../database/row.ts';

export type BatchRow = Row<'batch', { state: BatchState }>;

export function batchOfRow(row: BatchRow): Batch {
  return {
    id: row.id,
    name: row.name,
    from: { byte: row.start_byte, record: row.first_record - 1, line: row.first_line },
    lastRecord: row.last_record,
    endByte: row.end_byte,
    leftOut: JSON.parse(row.left_out) as number[],
    events: row.events,
    bodySha256: row.body_sha256,
    state: row.state,
    attempts: row.attempts,
    accepted: row.accepted,
    rejected: row.rejected,
    firstSentAt: row.first_sent_at,
    answeredAt: row.answered_at,
    exchange: { status: row.http_status, requestId: row.request_id, latencyMs: row.latency_ms ?? 0 },
  };
}
