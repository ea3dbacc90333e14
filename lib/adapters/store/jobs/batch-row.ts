import type { Batch, BatchState } from '../../../core/delivery/ledger.ts';

/** A row of the table `batch`. */
export interface BatchRow {
  readonly id: number;
  readonly name: string;
  readonly first_record: number;
  readonly last_record: number;
  readonly first_line: number;
  readonly start_byte: number;
  readonly end_byte: number;
  readonly left_out: string;
  readonly events: number;
  readonly body_sha256: string;
  readonly state: BatchState;
  readonly attempts: number;
  readonly http_status: number | null;
  readonly request_id: string | null;
  readonly latency_ms: number | null;
  readonly accepted: number;
  readonly rejected: number;
  readonly first_sent_at: number;
  readonly answered_at: number | null;
}

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
