import { isDeepStrictEqual } from 'node:util';
import type { JobObject } from '#lib/core/job-object.ts';
import { peakMemory } from '../kit/memory.ts';
import { type Ended, Program } from '../kit/process.ts';
import type { BadFile, ExpectedRecord, Refusal } from './bad-file.ts';
import { ACCOUNT } from './product.ts';

/** The same files at the command line: exit status, a line for each record, and words that a person can read. */

export interface AtTheShell {
  readonly faults: readonly string[];
  /** In MB; NaN where the system does not tell. */
  readonly memory: number;
}

type Settings = Readonly<Record<string, string>>;
type Readable = Exclude<BadFile['expected'], Refusal>;

export function validateAtTheShell(file: BadFile, path: string, settings: Settings): Promise<AtTheShell> {
  return atTheShell(['validate', path, ...encodingOf(file)], settings, file, faultsOfRecords);
}

export function exportAtTheShell(file: BadFile, path: string, settings: Settings): Promise<AtTheShell> {
  const result = JSON.stringify({ ad_account_id: ACCOUNT, skip_invalid_record: true });
  return atTheShell(
    ['export', path, '--sandbox', '--result', result, ...encodingOf(file)],
    settings,
    file,
    faultsOfJob,
  );
}

function encodingOf({ encoding }: BadFile): readonly string[] {
  return encoding === undefined ? [] : ['--encoding', encoding];
}

async function atTheShell(
  args: readonly string[],
  settings: Settings,
  { expected }: BadFile,
  faultsOf: (expected: Readable, ended: Ended) => readonly string[],
): Promise<AtTheShell> {
  const program = new Program('lib/cli/main.ts', args, { settings });
  const memory = peakMemory(program);
  const ended = await program.ended;
  const faults = 'refused' in expected ? faultsOfRefusal(ended) : faultsOf(expected, ended);
  return { faults: [...faults, ...faultsOfWords(ended)], memory: await memory() };
}

function faultsOfRefusal({ status, out, err }: Ended): readonly string[] {
  const isRight = status === 1 && out === '' && /^\S.{20,}\.\n$/.test(err);
  return isRight ? [] : [`exit ${status}, ${out.length} characters out, words: ${err.slice(0, 200)}`];
}

interface PrintedRecord {
  readonly record: number;
  readonly line: number;
  readonly event?: object;
  readonly errors?: readonly { readonly column: string | null; readonly code: string }[];
  readonly warnings: readonly { readonly code: string }[];
}

function faultsOfRecords(expected: Readable, { status, out }: Ended): readonly string[] {
  if (status !== 0) return [`exit ${status}`];
  const printed = out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as PrintedRecord);
  const read = readOf(expected);
  if (printed.length !== read) return [`${printed.length} lines for ${read} records`];
  if (printed.some(({ record }, i) => record !== i + 1)) return ['records are printed in another order'];
  if (printed.some(({ event, errors }) => !event === !errors)) return ['a record is both or neither'];
  const isRight = 'read' in expected || isDeepStrictEqual(printed.map(asExpected), expected);
  return isRight ? [] : ['records are judged otherwise'];
}

function readOf(expected: Readable): number {
  return 'read' in expected ? expected.read : expected.length;
}

function asExpected({ line, errors = [], warnings }: PrintedRecord): ExpectedRecord {
  const said = errors.map(({ code, column }) => (column === null ? code : `${code} ${column}`));
  return { line, errors: said, warnings: warnings.map(({ code }) => code) };
}

function faultsOfJob(expected: Readable, { status, out }: Ended): readonly string[] {
  if (status !== 0) return [`exit ${status}`];
  const { records, status: state } = JSON.parse(out) as JobObject;
  const { read, accepted, rejected, invalid, not_sent, uncertain } = records;
  const isRight = state === 'success' && read === readOf(expected);
  const addsUp = read === accepted + rejected + invalid + not_sent + uncertain;
  return isRight && addsUp ? [] : [`the job ended in ${state} with ${JSON.stringify(records)}`];
}

/** Nobody's address, and nothing of how the product is made, is any use on the screen. */
function faultsOfWords({ err }: Ended): readonly string[] {
  return /@mail\.example|^\s+at /m.test(err) ? [`the words hold a value or a stack: ${err.slice(0, 200)}`] : [];
}
