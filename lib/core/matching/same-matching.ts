import type { Matching } from '../record/plan.ts';

/** Whether two matchings have the same mapping and constants, in any order. */
export function isSameMatching(a: Matching, b: Matching): boolean {
  return isSameRecord(a.mapping, b.mapping) && isSameRecord(a.constants, b.constants);
}

function isSameRecord(a: Readonly<Record<string, string | null>>, b: typeof a): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}
