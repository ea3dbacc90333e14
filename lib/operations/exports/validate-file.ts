import type { Connector } from '../../core/connector/connector.ts';
import type { ByteEffects } from '../../core/delivery/batch.ts';
import { repeatIssue, type SeenRecords } from '../../core/delivery/repeats.ts';
import type { Issue } from '../../core/issue.ts';
import { refuseConstants } from '../../core/matching/constants.ts';
import type { JsonObject } from '../../core/record/field.ts';
import { compilePlan, type Matching } from '../../core/record/plan.ts';
import { createPrepare, type PrepareEffects } from '../../core/record/prepare.ts';
import type { Row } from '../../core/record/row.ts';
import { refuseMissing } from './create-export.ts';

/** One validated record. `event` is as it would be sent; undefined for an invalid record. */
export interface ValidatedRecord {
  readonly row: Row;
  readonly event: JsonObject | undefined;
  readonly errors: readonly Issue[];
  readonly warnings: readonly Issue[];
}

export interface ValidateOptions {
  readonly connector: Connector;
  readonly header: readonly string[];
  readonly matching: Matching;
  readonly rows: AsyncIterable<readonly Row[]>;
  /** Unix seconds. */
  readonly now: number;
  readonly effects: PrepareEffects & Pick<ByteEffects, 'digestsOf'>;
  /** Without it, repeats within the file are not found. */
  readonly seen?: SeenRecords;
}

/** Validates every record of a file in order; nothing is sent. Throws a UserError for missing columns or invalid constants,
 * before the first record. */
export async function* validateFile(options: ValidateOptions): AsyncGenerator<ValidatedRecord> {
  const { connector, header, matching, rows, now, effects, seen } = options;
  const plan = compilePlan(connector.fields, header, matching);
  refuseMissing(plan.missing);
  refuseConstants(connector.fields, matching.constants, { now, effects });
  const { recordRules: rules, oncePerFile, identityOf } = connector;
  const prepare = createPrepare({ plan, rules, oncePerFile, now, effects });
  /** A warning for a record whose event an earlier one has, too. */
  const repeatOf = (record: number, event: JsonObject): Issue[] => {
    const first = seen?.firstOf(effects.digestsOf([identityOf(event)]), record) ?? record;
    return first === record ? [] : [repeatIssue(first)];
  };
  for await (const block of rows) {
    for (const row of block) {
      const { event, errors, warnings } = prepare(row);
      if (errors.length > 0) yield { row, event: undefined, errors, warnings };
      else yield { row, event, errors, warnings: [...warnings, ...repeatOf(row.record, event)] };
    }
  }
}
