/** The members of an object that are not undefined, so that an update changes only these. */
export function omitUndefined<T extends object>(members: T): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>;
}
