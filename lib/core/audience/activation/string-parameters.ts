/** `$1`, `$2` … are parameters, `$$` is a dollar. */
export const PLACEHOLDER = /\$(\$|\d+)/g;

/** The numbers of the parameters that a built string uses. */
export function parameterNumbers(string: string): readonly number[] {
  return [...string.matchAll(PLACEHOLDER)].flatMap(([, numberOrDollar]) =>
    numberOrDollar === '$' ? [] : [Number(numberOrDollar)],
  );
}
