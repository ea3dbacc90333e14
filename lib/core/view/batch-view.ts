import type { Batch } from '../delivery/ledger.ts';
import type { JsonObject } from '../record/field.ts';
import type { FileGone, NotedRecord } from './record-view.ts';

/** A call as sent, with personal values masked. */
export interface ShownRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
  /** Whether the rebuilt body has the hash stored in the ledger. */
  readonly hasStoredHash: boolean;
  /** The first events, with personal values masked and hashes shortened. */
  readonly events: readonly JsonObject[];
  /** Dotted paths of hashes in an event. */
  readonly hashed: readonly string[];
}

/** One batch: the request, if it can still be rebuilt, and the response as stored in the ledger. */
export interface BatchDetail {
  readonly batch: Batch;
  readonly request: ShownRequest | null;
  /** Why there is no request; null if there is one. */
  readonly fileGone: FileGone | null;
  /** The first of its rejected or uncertain records. */
  readonly notAccepted: readonly Pick<NotedRecord, 'record' | 'line' | 'status' | 'issues'>[];
}
