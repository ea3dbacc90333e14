import type { Issue } from '../issue.ts';
import type { FieldSpec, JsonObject, JsonValue } from '../record/field.ts';
import { compilePlan } from '../record/plan.ts';
import { createPrepare, type PrepareEffects } from '../record/prepare.ts';
import { rowOfCells } from '../record/row.ts';

/** One value of a cell of a hashed field. */
export interface InspectedValue {
  /** The hashed text; null if the cell already contained a hash. */
  readonly text: string | null;
  readonly hash: string;
}

export interface Inspected {
  /** One, unless the cell contains a list; none if it is empty or invalid. */
  readonly values: readonly InspectedValue[];
  readonly issues: readonly Issue[];
}

/** Prepares a record of this one cell by the same rules as a job, and records the hashed texts. */
export function inspectValue(field: FieldSpec, cell: string, now: number, { hash, isIp }: PrepareEffects): Inspected {
  const texts = new Map<string, string>();
  const hashAndRecord = (text: string) => {
    const digest = hash(text);
    texts.set(digest, text);
    return digest;
  };
  const prepare = createPrepare({
    plan: compilePlan([field], [field.name]),
    rules: [],
    oncePerFile: new Set(),
    now,
    effects: { hash: hashAndRecord, isIp },
  });
  const { event, errors, warnings } = prepare(rowOfCells([cell]));
  const hashes = [valueAt(event, field.path) ?? []].flat().filter((value) => typeof value === 'string');
  return {
    values: hashes.map((digest) => ({ text: texts.get(digest) ?? null, hash: digest })),
    issues: [...errors, ...warnings],
  };
}

function valueAt(event: JsonObject, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((place, key) => (place as JsonObject | undefined)?.[key], event);
}
