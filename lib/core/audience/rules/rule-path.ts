/** The path to a part of a rule in the JSON of its segment: `['rule', 'conditions', 0, 'expr']`. */
export type RulePath = readonly (string | number)[];

/** The place of an error, as the field of a form and as a JSON pointer. */
export function placeOf(path: RulePath): { field: string; pointer: string } {
  return { field: path.join('.'), pointer: path.map((step) => `/${step}`).join('') };
}
