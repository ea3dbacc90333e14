import type { Batch } from '../delivery/ledger.ts';
import type { JsonObject } from '../record/field.ts';
import type { FileGone, NotedRecord } from './record-view.ts';

/** A call as it went out, without what tells who anybody is. */
export interface ShownRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: number;
  /** Whether the body, built anew, is byte for byte the one that the ledger holds the hash of. */
  readonly isSame: boolean;
  /** The first ones: values of persons are masked, hashes cut. */
  readonly events: readonly JsonObject[];
  /** Dotted paths in an event where hashes stand. */
  readonly hashed: readonly string[];
}

/** One batch: what was sent, as far as it can still be told, and what the ledger knows of the answer. */
export interface BatchDetail {
  readonly batch: Batch;
  readonly request: ShownRequest | null;
  /** Why there is no request; null where there is one. */
  readonly fileGone: FileGone | null;
  /** The first records that were refused, or of which nobody knows. All others of a settled batch were accepted. */
  readonly open: readonly Pick<NotedRecord, 'record' | 'line' | 'status' | 'issues'>[];
}
