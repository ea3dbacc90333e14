import { UserError } from '../errors.ts';
import type { Issue } from '../issue.ts';
import type { FieldSpec } from '../record/field.ts';
import { type Constants, compilePlan } from '../record/plan.ts';
import { createPrepare, type PrepareEffects } from '../record/prepare.ts';
import { rowOfCells } from '../record/row.ts';

export interface JudgeOptions {
  /** Unix seconds. */
  readonly now: number;
  readonly effects: PrepareEffects;
}

/** What is to be said of values that every record is to have, by the very rules that cells are judged by. */
export function judgeConstants(
  fields: readonly FieldSpec[],
  constants: Constants,
  { now, effects }: JudgeOptions,
): readonly Issue[] {
  const plan = compilePlan(fields, [], { mapping: {}, constants });
  const prepare = createPrepare({ plan, rules: [], oncePerFile: new Set(), now, effects });
  const { errors, warnings } = prepare(rowOfCells([]));
  return [...errors, ...warnings];
}

/** Throws UserError `constant_invalid` for a value that would make every record invalid. */
export function refuseConstants(fields: readonly FieldSpec[], constants: Constants, options: JudgeOptions): void {
  const wrong = judgeConstants(fields, constants, options).find(({ severity }) => severity === 'error');
  if (wrong) throw new UserError('constant_invalid', { field: wrong.column ?? '', issue: wrong.code });
}
