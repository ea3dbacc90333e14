import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { textRows, workbookBytes } from '../lib/adapters/xlsx/workbook.test-kit.ts';
import { MAIN } from '../lib/cli/command-line.test-kit.ts';
import { viewRerunInstructions } from '../lib/commands/console/jobs.ts';
import { perform } from '../lib/commands/perform.ts';
import { connectorOf } from '../lib/connectors/registry.ts';
import type { Mapping } from '../lib/core/record/field-target.ts';
import type { FormatOverrides } from '../lib/core/upload/file-format.ts';
import { createExport } from '../lib/operations/exports/create-export.ts';
import { receiveUpload } from '../lib/operations/uploads/receive-upload.ts';
import { ACCOUNT, startProduct, type TestProduct, validLines } from './kit/product.ts';

const connector = connectorOf('pinterest_conversion');
const viewer = { kind: 'person', id: 'test', role: 'viewer' } as const;

/** Exports a file with explicit format choices; returns the job, and how the file was read. */
async function exportAs(
  { runtime }: TestProduct,
  content: Uint8Array,
  overrides: FormatOverrides,
  mapping: Mapping = {},
) {
  const file = { name: 'events.csv', ...overrides };
  const upload = await receiveUpload(Readable.from([content]), file, { ...runtime, connector });
  const authentication = await runtime.authentications.get(1);
  const parameters = { ad_account_id: ACCOUNT };
  const matching = { mapping, constants: {} };
  const job = await createExport({ connector, upload, authentication, parameters, matching }, runtime);
  const { encoding, format, delimiter, headerRow, header } = upload;
  return { job, reading: { encoding, format, delimiter, headerRow, header } };
}

/** Runs a shell command in a folder with the file; returns its output. */
async function runInShell(command: string, content: Uint8Array, dataDir: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pintd-copied-'));
  await writeFile(join(folder, 'events.csv'), content);
  const environment = { ...process.env, PINTD_DATA_DIR: dataDir };
  const script = `pintd() { '${process.execPath}' '${MAIN}' "$@"; }; ${command}`;
  const { stdout } = await promisify(execFile)('sh', ['-c', script], { cwd: folder, env: environment });
  await rm(folder, { recursive: true });
  return stdout;
}

const [header = '', record = ''] = validLines(1);
/** Two Japanese characters in Shift_JIS. */
const LETTERS = Buffer.from('93fa967b', 'hex');
const shiftJis = Buffer.concat([Buffer.from(`${header},ln\n${record},`), LETTERS, Buffer.from('\n')]);
const object = Object.fromEntries(header.split(',').map((name, index) => [name, record.split(',')[index]]));
const partlyBrokenObjects = Buffer.from(`nonsense\n${JSON.stringify(object)}\n`);
/** The first sheet also has records. The header's row number counts the rows above it, even missing ones. */
const workbook = workbookBytes({
  sheets: [
    { name: 'Notes', rows: textRows([['em'], ['a@b.c']]) },
    { name: 'Orders', rows: textRows([['Report'], undefined, header.split(','), record.split(',')]) },
  ],
});
const semicolons = Buffer.from(`${record},a;b;c;d;e;f;g;h\n`);
const byPosition = Object.fromEntries(header.split(',').map((name, index) => [`Column ${index + 1}`, name]));

test.each([
  ['looks like Shift_JIS', shiftJis, {}],
  ['is a sheet of a workbook', workbook, { sheet: 'Orders' }],
  ['looks like Shift_JIS, but was declared as UTF-8', shiftJis, { encoding: 'utf-8' }],
  ['has objects below a broken line', partlyBrokenObjects, { format: 'jsonl' }],
  ['has no header, and more semicolons than commas', semicolons, { delimiter: ',', headerRow: 0 }, byPosition],
] as const)(
  'a copied command reads a file the same way as its job if the file %s',
  async (_, content, overrides, mapping?: Mapping) => {
    const product = await startProduct();
    const { runtime } = product;
    const { job, reading } = await exportAs(product, content, overrides, mapping);
    const { command } = await perform(viewRerunInstructions, { job: job.id }, viewer, runtime);
    const again = JSON.parse(await runInShell(`${command} --no-wait`, content, runtime.env.dataDir));
    const { uploadId, destination } = (await runtime.jobs.find(again.job_id)) ?? {};
    expect(destination).toBe(product.sandbox.url);
    expect(await runtime.uploads.get(uploadId ?? 0)).toMatchObject(reading);
  },
);
