import { type Actor, hasPermission } from '../../core/access/permission.ts';
import type { RecordSample } from '../../core/query/workbench.ts';
import type { JsonObject, JsonValue } from '../../core/record/field.ts';
import type { ShownCell } from '../../core/view/record-view.ts';

/** Replaces a value, without revealing its length or its first letter. */
const CONCEALED = '•••';

/**
 * An answer for an actor. Actors who may not see customer values get none, whatever the columns are called: a query can
 * give a phone number any name. All other actors get the answer unchanged; a command that has to mask personal values
 * does so before.
 */
export function forActor<Answer>(
  actor: Pick<Actor, 'role'>,
  answer: Answer,
  conceal: (answer: Answer) => Answer,
): Answer {
  return hasPermission(actor, 'values.show') ? answer : conceal(answer);
}

export function concealText(text: string): string {
  return text === '' ? '' : CONCEALED;
}

export function concealCells(cells: readonly ShownCell[]): readonly ShownCell[] {
  return cells.map((cell) => (cell.value === '' ? cell : { ...cell, value: CONCEALED, isMasked: true }));
}

/** Keeps the names of members, so that the shape of the event can be seen. */
export function concealEvent(event: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(event).map(([key, value]) => [key, concealJson(value)]));
}

function concealJson(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(concealJson);
  return value !== null && typeof value === 'object' ? concealEvent(value) : CONCEALED;
}

export function concealRecords<Sample extends RecordSample>(sample: Sample): Sample {
  const records = sample.records.map((record) => record.map((value) => (value === null ? null : CONCEALED)));
  return { ...sample, records };
}

/** Conceals the values of a change that is shown as an example. */
export function concealExample<Example extends { readonly before: string; readonly after: string }>(
  example: Example,
): Example {
  return { ...example, before: concealText(example.before), after: concealText(example.after) };
}
