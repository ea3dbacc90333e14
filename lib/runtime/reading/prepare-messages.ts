import type { UploadLimits } from '../../adapters/files/upload-files.ts';
import type { Chunk } from '../../core/delivery/batch.ts';
import type { PackedEvents } from '../../core/delivery/events.ts';
import type { Batch } from '../../core/delivery/ledger.ts';
import type { TextParams } from '../../core/issue.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { RepeatSection } from '../../core/review/repeats/repeat-survey.ts';
import type { SurveySection } from '../../core/review/survey.ts';
import type { FrozenJob } from '../../operations/delivery/prepare-file.ts';
import type { RepeatsSpec } from './repeats.ts';
import type { RowsOfJob } from './row-source.ts';
import type { SurveySpec } from './survey.ts';

/** Everything a thread needs to prepare a job's file, as plain data for a message. */
export interface PrepareSpec {
  readonly purpose: 'send';
  readonly connector: string;
  readonly job: FrozenJob;
  readonly rows: RowsOfJob;
  readonly uploads: { readonly root: string; readonly limits: UploadLimits };
  readonly firstWarnedAt: ReadonlyMap<string, number>;
}

/** A command to a thread about one of its files. Each command gets one response. */
export type FileCommand =
  | { readonly kind: 'open'; readonly spec: PrepareSpec | SurveySpec | RepeatsSpec }
  | { readonly kind: 'read'; readonly from: Cursor }
  | { readonly kind: 'next' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'events'; readonly batch: Pick<Batch, 'from' | 'endByte' | 'leftOut'> }
  | { readonly kind: 'close' };

export interface ThreadRequest {
  readonly id: number;
  readonly file: number;
  readonly command: FileCommand;
}

/** A chunk whose events are plain data. */
export interface PackedChunk extends Omit<Chunk, 'events'> {
  readonly events: PackedEvents;
}

/**
 * A section of the file, or the events of a batch; undefined after the last section, and for commands without a result.
 */
export type Reply = PackedChunk | SurveySection | RepeatSection | PackedEvents | undefined;

export interface SerializedError {
  readonly message: string;
  readonly stack: string | undefined;
  readonly code: string | undefined;
  /** Undefined unless the error is a UserError. */
  readonly textParams: TextParams | undefined;
}

export type ThreadResponse =
  | { readonly id: number; readonly reply: Reply }
  | { readonly id: number; readonly error: SerializedError };
