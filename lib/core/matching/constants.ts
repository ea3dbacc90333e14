import { UserError } from '../errors.ts';
import type { Issue } from '../issue.ts';
import type { FieldSpec } from '../record/field.ts';
import { type Constants, compilePlan } from '../record/plan.ts';
import { createPrepare, type PrepareEffects } from '../record/prepare.ts';
import { rowOfCells } from '../record/row.ts';

export interface CheckOptions {
  /** Unix seconds. */
  readonly now: number;
  readonly effects: PrepareEffects;
}

/** Validates constants by the same rules as cells. */
export function checkConstants(
  fields: readonly FieldSpec[],
  constants: Constants,
  { now, effects }: CheckOptions,
): readonly Issue[] {
  const plan = compilePlan(fields, [], { mapping: {}, constants });
  const prepare = createPrepare({ plan, rules: [], oncePerFile: new Set(), now, effects });
  const { errors, warnings } = prepare(rowOfCells([]));
  return [...errors, ...warnings];
}

/** Throws UserError `constant_invalid` for a value that would make every record invalid. */
export function refuseConstants(fields: readonly FieldSpec[], constants: Constants, options: CheckOptions): void {
  const wrong = checkConstants(fields, constants, options).find(({ severity }) => severity === 'error');
  if (wrong) throw new UserError('constant_invalid', { field: wrong.column ?? '', issue: wrong.code });
}
