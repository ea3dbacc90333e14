import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import { parseArgs } from 'node:util';
import { type MessyFile, type MessyOptions, truthOf } from './messy-file.ts';
import { messyFiles } from './messy-files.ts';

/**
 * Writes the messy files with their truths and mappings: node examples/messy/generate.ts DIR [--seed N] [--now UNIX]
 * [--rows N]
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    now: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
    /** How many records the large file gets; the others are small. */
    rows: { type: 'string' },
  },
});

const SMALL = 1000;

const [folder] = positionals;
if (folder === undefined) fail('Name the folder to write into.');
mkdirSync(folder, { recursive: true });
for (const file of messyFiles) {
  const options = { records: recordsOf(file), seed: integer('seed'), now: integer('now') };
  const stem = join(folder, parse(file.name).name);
  await write(join(folder, file.name), file.write(file.generate(options), options));
  await write(`${stem}.truth.jsonl`, jsonLines(truthOf(file, options)));
  await write(`${stem}.mapping.json`, [Buffer.from(`${JSON.stringify(file.mapping, null, 2)}\n`)]);
  console.log(`${file.name}: ${options.records} records`);
}

function recordsOf({ records }: MessyFile): MessyOptions['records'] {
  return records > SMALL && values.rows !== undefined ? integer('rows') : records;
}

function* jsonLines(lines: Iterable<object>): Generator<Uint8Array> {
  for (const line of lines) yield Buffer.from(`${JSON.stringify(line)}\n`);
}

/** Each block waits until the file has accepted the previous ones, so that a large file needs little memory. */
async function write(path: string, blocks: Iterable<Uint8Array>): Promise<void> {
  const stream = createWriteStream(path);
  for (const block of blocks) if (!stream.write(block)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
}

function integer(name: 'seed' | 'now' | 'rows'): number {
  const number = Number(values[name]);
  return Number.isSafeInteger(number) && number >= 0 ? number : fail(`--${name} needs a whole number.`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
