import { UserError } from '../errors.ts';
import type { Issue } from '../issue.ts';
import { CellRules } from '../preparation/cell-rules.ts';
import { compileProgram } from '../preparation/event-program.ts';
import { SourceRules } from '../preparation/source-rules.ts';
import type { FieldSpec } from '../record/field.ts';
import { type Constants, compilePlan } from '../record/plan.ts';

export interface CheckOptions {
  /** Unix seconds. */
  readonly now: number;
  readonly effects: { readonly isIp: (text: string) => boolean };
}

/** Discards the values, because only the issues are needed. */
const DISCARDING_SINK = { value: () => {}, textToHash: () => {} };

/** Validates constants by the same rules as cells. */
export function checkConstants(
  fields: readonly FieldSpec[],
  constants: Constants,
  { now, effects }: CheckOptions,
): readonly Issue[] {
  const plan = compilePlan(fields, [], { mapping: {}, constants });
  const rules = new CellRules(plan, now, effects.isIp);
  const issues = compileProgram(plan).sources.flatMap(
    (source) => rules.read(new SourceRules(source), [], DISCARDING_SINK) ?? [],
  );
  return [...issues.flatMap(({ errors }) => errors), ...issues.flatMap(({ warnings }) => warnings)];
}

/** Throws UserError `constant_invalid` for a constant that would make every record invalid. */
export function refuseConstants(fields: readonly FieldSpec[], constants: Constants, options: CheckOptions): void {
  const error = checkConstants(fields, constants, options).find(({ severity }) => severity === 'error');
  if (error) throw new UserError('constant_invalid', { field: error.column ?? '', issue: error.code });
}
