import type { Connector } from '../../core/connector/connector.ts';
import { repeatIssue, type SeenEvents } from '../../core/delivery/repeats.ts';
import type { Issue } from '../../core/issue.ts';
import { refuseConstants } from '../../core/matching/constants.ts';
import { BlockPreparer, FILE_SLOTS } from '../../core/preparation/block-preparer.ts';
import type { PrepareEffects } from '../../core/preparation/prepare-options.ts';
import type { PreparedBlock } from '../../core/preparation/prepared-block.ts';
import type { JsonObject } from '../../core/record/field.ts';
import { compilePlan, type Matching } from '../../core/record/plan.ts';
import type { RowPlace } from '../../core/record/row.ts';
import type { RowBlock } from '../../core/record/row-block.ts';
import { refuseMissing } from './create-export.ts';
import { refuseDoubtfulWords } from './refuse-doubtful-words.ts';

export interface ValidatedRecord {
  readonly place: RowPlace;
  readonly isValid: boolean;
  readonly errors: readonly Issue[];
  readonly warnings: readonly Issue[];
  /** The event as it would be sent. Only for a valid record, and only until the next record is read. */
  event(): JsonObject;
}

export interface ValidateOptions {
  readonly connector: Connector;
  readonly header: readonly string[];
  readonly matching: Matching;
  /** Reads the file from its first record. */
  readonly rows: () => AsyncIterable<RowBlock>;
  /** Unix seconds. */
  readonly now: number;
  readonly effects: PrepareEffects;
  /** If undefined, repeats within the file are not found. */
  readonly seen?: SeenEvents;
}

/**
 * Validates every record of a file in order; nothing is sent. Throws a UserError for missing columns, invalid constants
 * or words of doubtful meaning, before the first record.
 */
export async function* validateFile(options: ValidateOptions): AsyncGenerator<ValidatedRecord> {
  const { connector, header, matching, rows, now, effects, seen } = options;
  const plan = compilePlan(connector.fields, header, matching);
  refuseMissing(plan.missing);
  refuseConstants(connector.fields, matching.constants, { now, effects });
  await refuseDoubtfulWords(plan, rows());
  const { recordRules: rules, oncePerFile, identity } = connector;
  const prepareOptions = { plan, rules, oncePerFile, now, identity, effects };
  const preparer = new BlockPreparer(prepareOptions, { kernel: effects.newKernel(), slotCount: FILE_SLOTS });
  for await (const block of rows()) {
    const prepared = preparer.prepare(block);
    for (let row = 0; row < block.length; row++) {
      const errors = prepared.errorsOf(row);
      const isValid = errors.length === 0;
      const warnings = [...prepared.warningsOf(row), ...(isValid && seen ? repeatOf(prepared, row, seen) : [])];
      yield { place: block.placeOf(row), isValid, errors, warnings, event: () => prepared.eventOf(row) };
    }
  }
}

/** A warning for a record that repeats the event of an earlier one. */
function repeatOf(prepared: PreparedBlock, row: number, seen: SeenEvents): Issue[] {
  const record = prepared.block.recordOf(row);
  const first = seen.firstOf(prepared.digestOf(row), record);
  return first === record ? [] : [repeatIssue(first)];
}
