/** The path to a part of a rule in the JSON of its segment: `['rule', 'conditions', 0, 'expr']`. */
export type RulePath = readonly (string | number)[];

/** Where an error is, as a form's field and as a JSON pointer. */
export function placeOf(path: RulePath): { field: string; pointer: string } {
  return { field: path.join('.'), pointer: path.map((step) => `/${step}`).join('') };
}
