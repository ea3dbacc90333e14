import type { Issue } from '../issue.ts';
import type { FieldSpec, JsonObject, JsonValue } from '../record/field.ts';
import { compilePlan } from '../record/plan.ts';
import { createPrepare, type PrepareEffects } from '../record/prepare.ts';
import { rowOfCells } from '../record/row.ts';

/** What becomes of one cell of a hashed field. */
export interface InspectedValue {
  /** What is hashed; null where the cell held a hash already. */
  readonly text: string | null;
  readonly hash: string;
}

export interface Inspected {
  /** One, unless the cell holds a list; none where it is empty or refused. */
  readonly values: readonly InspectedValue[];
  readonly issues: readonly Issue[];
}

/** Prepares a record of this one cell, by the very rules of a job, and notes what was hashed on the way. */
export function inspectValue(field: FieldSpec, cell: string, now: number, { hash, isIp }: PrepareEffects): Inspected {
  const texts = new Map<string, string>();
  const noted = (text: string) => {
    const made = hash(text);
    texts.set(made, text);
    return made;
  };
  const prepare = createPrepare({
    plan: compilePlan([field], [field.name]),
    rules: [],
    oncePerFile: new Set(),
    now,
    effects: { hash: noted, isIp },
  });
  const { event, errors, warnings } = prepare(rowOfCells([cell]));
  const hashes = [valueAt(event, field.path) ?? []].flat().filter((value) => typeof value === 'string');
  return {
    values: hashes.map((made) => ({ text: texts.get(made) ?? null, hash: made })),
    issues: [...errors, ...warnings],
  };
}

function valueAt(event: JsonObject, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((place, key) => (place as JsonObject | undefined)?.[key], event);
}
