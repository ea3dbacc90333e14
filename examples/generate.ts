import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { countCodes, generateConversions } from './conversions.ts';
import { exampleFiles } from './example-files.ts';

/** Writes the example files: node examples/generate.ts [--seed N] [--now UNIX] [--rows N] [--out DIR] */

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    now: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
    rows: { type: 'string', default: '10000' },
    out: { type: 'string', default: import.meta.dirname },
  },
});

const options = { seed: integer('seed'), now: integer('now'), rows: integer('rows') };
mkdirSync(values.out, { recursive: true });
for (const [name, lines] of Object.entries(exampleFiles(options))) {
  writeFileSync(join(values.out, name), `${lines.join('\n')}\n`);
}
console.log(JSON.stringify(summary(), null, 2));

/** What the product should find in the large file, at the same `now`. */
function summary() {
  const records = [...generateConversions(options)];
  const invalid = records.filter(({ fault }) => fault !== undefined).length;
  return {
    ...options,
    valid: records.length - invalid,
    invalid,
    errors: countCodes(records.map(({ fault }) => fault)),
    warnings: countCodes(records.map(({ warning }) => warning)),
  };
}

function integer(name: 'seed' | 'now' | 'rows'): number {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error(`--${name} needs a whole number.`);
  process.exit(1);
}
