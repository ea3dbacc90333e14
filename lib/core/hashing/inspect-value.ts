import type { Issue } from '../issue.ts';
import { CellRules } from '../preparation/cell-rules.ts';
import { SourceRules } from '../preparation/source-rules.ts';
import type { FieldSpec, JsonValue } from '../record/field.ts';
import { compilePlan } from '../record/plan.ts';

/** One value of a cell of a hashed field. */
export interface InspectedValue {
  /** The text that is hashed; null if the cell already contained a hash. */
  readonly text: string | null;
  readonly hash: string;
}

export interface Inspected {
  /** One value, or several if the cell contains a list; none if the cell is empty or invalid. */
  readonly values: readonly InspectedValue[];
  readonly issues: readonly Issue[];
}

/** The platform functions that hashing needs; the caller passes them in, because this also runs in a browser. */
export interface InspectEffects {
  /** SHA-256 of the text's UTF-8 bytes, as 64 lowercase hex digits. */
  hash(text: string): string;
  isIp(text: string): boolean;
}

/** What a job would send for a cell of a hashed field. `now` is in Unix seconds. */
export function inspectValue(field: FieldSpec, cell: string, now: number, { hash, isIp }: InspectEffects): Inspected {
  const values = new Map<string, InspectedValue>();
  const add = (text: string | null, sent: JsonValue) => {
    if (typeof sent === 'string' && !values.has(sent)) values.set(sent, { text, hash: sent });
  };
  const plan = compilePlan([field], [field.name]);
  const rules = new CellRules(plan, now, isIp);
  const sink = { value: (sent: JsonValue) => add(null, sent), textToHash: (text: string) => add(text, hash(text)) };
  const issues = plan.columns.flatMap((column) => {
    const cellIssues = rules.read(new SourceRules(column), [cell], sink);
    return cellIssues ? [...cellIssues.errors, ...cellIssues.warnings] : [];
  });
  return { values: [...values.values()], issues };
}
