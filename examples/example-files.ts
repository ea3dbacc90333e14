import { conversionsLines, type ExampleOptions } from './conversions.ts';
import { allColumnsFile, arrayOfStrings, minimumRequiredFields } from './query-results.ts';

/** The options of the committed files; README.md describes how to renew them. */
export const committed: ExampleOptions = { rows: 10_000, seed: 7, now: 1_795_506_800 };

/** The example files by name, each as its lines. */
export function exampleFiles({ rows, seed, now }: ExampleOptions): Record<string, readonly string[]> {
  return {
    'minimum-required-fields.csv': minimumRequiredFields({ rows: 10, now }),
    'array-of-strings.csv': arrayOfStrings({ rows: 10, now }),
    'all-columns.csv': allColumnsFile({ rows: 20, seed, now }),
    [`conversions-${rows}.csv`]: [...conversionsLines({ rows, seed, now })],
  };
}
