import { isDeepStrictEqual } from 'node:util';
import type { JobObject } from '#lib/core/view/job-object.ts';
import { peakMemory } from '../kit/memory.ts';
import { type CommandResult, Program } from '../kit/process.ts';
import type { CorpusFile, ExpectedRecord, Refusal } from './corpus-file.ts';
import { ACCOUNT } from './product.ts';

/** Checks the corpus through the command line: exit status, one line per record, and readable messages. */

export interface CliResult {
  readonly faults: readonly string[];
  /** In MB; NaN if the system does not report it. */
  readonly memory: number;
}

type Settings = Readonly<Record<string, string>>;
type ReadExpectation = Exclude<CorpusFile['expected'], Refusal>;

export async function validateWithCli(file: CorpusFile, path: string, settings: Settings): Promise<CliResult> {
  const { ended, memory } = await pintd(['validate', path, ...formatFlagsOf(file)], settings);
  return { faults: faultsOf(file, ended, faultsOfRecords), memory };
}

/** Exports the file, and then writes the records that were not accepted to another file. */
export async function exportWithCli(file: CorpusFile, path: string, settings: Settings): Promise<CliResult> {
  const result = JSON.stringify({ ad_account_id: ACCOUNT, skip_invalid_record: true });
  const exported = await pintd(['export', path, '--sandbox', '--result', result, ...formatFlagsOf(file)], settings);
  const faults = faultsOf(file, exported.ended, faultsOfJob);
  if ('refused' in file.expected || faults.length > 0) return { faults, memory: exported.memory };
  const { job_id } = JSON.parse(exported.ended.out) as JobObject;
  const rejected = await pintd(['rejected', String(job_id), '-o', `${path}.rejected.csv`], settings);
  const faultsOfRejected = rejected.ended.status === 0 ? [] : [`rejected ended with ${rejected.ended.status}`];
  return { faults: faultsOfRejected, memory: Math.max(exported.memory, rejected.memory) };
}

async function pintd(args: readonly string[], settings: Settings): Promise<{ ended: CommandResult; memory: number }> {
  const program = new Program('lib/cli/main.ts', args, { settings });
  const memory = peakMemory(program);
  return { ended: await program.ended, memory: await memory() };
}

function formatFlagsOf({ encoding, delimiter }: CorpusFile): readonly string[] {
  return [
    ...(encoding === undefined ? [] : ['--encoding', encoding]),
    ...(delimiter === undefined ? [] : ['--delimiter', delimiter]),
  ];
}

function faultsOf(
  { expected }: CorpusFile,
  ended: CommandResult,
  faultsOfRead: (expected: ReadExpectation, ended: CommandResult) => readonly string[],
) {
  const faults = 'refused' in expected ? faultsOfRefusal(ended) : faultsOfRead(expected, ended);
  return [...faults, ...faultsOfMessages(ended)];
}

function faultsOfRefusal({ status, out, err }: CommandResult): readonly string[] {
  // Suggestions may precede the message.
  const isRight = status === 1 && out === '' && /^\S.{20,}\.\n$/m.test(err);
  return isRight ? [] : [`exit ${status}, ${out.length} characters out, message: ${err.slice(0, 200)}`];
}

interface PrintedRecord {
  readonly record: number;
  readonly line: number;
  readonly event?: object;
  readonly errors?: readonly { readonly column: string | null; readonly code: string }[];
  readonly warnings: readonly { readonly code: string }[];
}

function faultsOfRecords(expected: ReadExpectation, { status, out }: CommandResult): readonly string[] {
  if (status !== 0) return [`exit ${status}`];
  const printed = out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as PrintedRecord);
  const read = readOf(expected);
  if (printed.length !== read) return [`${printed.length} lines for ${read} records`];
  if (printed.some(({ record }, i) => record !== i + 1)) return ['records are printed in a different order'];
  if (printed.some(({ event, errors }) => !event === !errors))
    return ['a record is both valid and invalid, or neither'];
  const isRight = 'read' in expected || isDeepStrictEqual(printed.map(asExpected), expected);
  return isRight ? [] : ['records have different results'];
}

function readOf(expected: ReadExpectation): number {
  return 'read' in expected ? expected.read : expected.length;
}

function asExpected({ line, errors = [], warnings }: PrintedRecord): ExpectedRecord {
  const issues = errors.map(({ code, column }) => (column === null ? code : `${code} ${column}`));
  return { line, errors: issues, warnings: warnings.map(({ code }) => code) };
}

function faultsOfJob(expected: ReadExpectation, { status, out }: CommandResult): readonly string[] {
  if (status !== 0) return [`exit ${status}`];
  const { records, status: state } = JSON.parse(out) as JobObject;
  const { read, accepted, rejected, invalid, not_sent, uncertain } = records;
  const isRight = state === 'success' && read === readOf(expected);
  const addsUp = read === accepted + rejected + invalid + not_sent + uncertain;
  return isRight && addsUp ? [] : [`the job ended in ${state} with ${JSON.stringify(records)}`];
}

/** Messages must not contain email addresses or stack traces. */
function faultsOfMessages({ err }: CommandResult): readonly string[] {
  return /@mail\.example|^\s+at /m.test(err)
    ? [`the messages contain a value or a stack trace: ${err.slice(0, 200)}`]
    : [];
}
