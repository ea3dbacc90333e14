import { gunzipSync } from 'node:zlib';
import { connectorOf } from '#lib/connectors/registry.ts';
import type { JsonObject } from '#lib/core/record/field.ts';
import { isKnownColumn } from '#lib/core/record/plan.ts';
import type { ExpectedRecord } from '../corpus-file.ts';
import type { Examination } from '../examine.ts';
import { type Expectation, expectationOf } from '../oracle/expect.ts';
import { COLUMNS, type OracleEvent } from '../oracle/fields.ts';
import { TYPE } from '../product.ts';
import type { Generated } from './generate.ts';

/** Differences between the results of the product and the oracle for a generated file, and violated invariants. */
export function faultsIn(file: Generated, seen: Examination): readonly string[] {
  const content = file.isDamagedGzip ? unpacked(file.bytes) : file.content;
  if (!content) return [...seen.violations, ...(seen.refusal ? [] : ['gzip that cannot be unpacked was read'])];
  const expected = expectationOf(content, seen.now ?? 0, file.delimiter);
  if ('refused' in expected) return [...seen.violations, ...refusalFaults(expected.refused, file, seen)];
  if (!seen.validation) return [...seen.violations, ...(file.isDamagedGzip ? [] : [`refused: ${seen.refusal?.code}`])];
  // A mutated name may have become the name of a column that the oracle does not know.
  const isKnown = isKnownColumn(connectorOf(TYPE).fields);
  const isForeign = (name: string) => isKnown(name) && !COLUMNS.some((column) => column === name.trim().toLowerCase());
  if (seen.header?.some(isForeign)) return seen.violations;
  return [...seen.violations, ...recordFaults(expected, seen.validation.first, seen.validation.events)];
}

function unpacked(bytes: Buffer): Buffer | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Either code is correct for a header that matches no delimiter: to choose a delimiter, the product also weighs similar
 * names.
 */
const NO_DELIMITER_CODES: ReadonlySet<string> = new Set(['header_unreadable', 'columns_missing']);

function refusalFaults(expected: string, file: Generated, { refusal, validation }: Examination): readonly string[] {
  if (!refusal) return [`read ${validation?.read} records, should be refused: ${expected}`];
  const hasNoDelimiter =
    file.delimiter === undefined && NO_DELIMITER_CODES.has(expected) && NO_DELIMITER_CODES.has(refusal.code);
  const isRight =
    refusal.code === expected || hasNoDelimiter || (file.isDamagedGzip && refusal.code.startsWith('gzip_'));
  return isRight ? [] : [`refused: ${refusal.code}, should be ${expected}`];
}

type SeenRecord = Pick<ExpectedRecord, 'line' | 'errors'>;

const NO_RECORD_CODES = ['row_blank', 'header_repeated'] as const;

function recordFaults(
  expected: readonly Expectation[],
  seen: readonly SeenRecord[],
  events: readonly (JsonObject | null)[],
): readonly string[] {
  if (expected.length !== seen.length) return [`${seen.length} records, should be ${expected.length}`];
  return expected.flatMap((expectation, i) =>
    recordFault(expectation, seen[i], events[i]).map((fault) => `record ${i + 1} ${fault}`),
  );
}

function recordFault(
  { line, event, noRecord }: Expectation,
  seen: SeenRecord | undefined,
  actual: JsonObject | null | undefined,
): readonly string[] {
  if (seen?.line !== line) return [`is on line ${seen?.line}, should be on ${line}`];
  const leftOutAs = NO_RECORD_CODES.find((code) => seen.errors.includes(code));
  if (leftOutAs !== noRecord) return [`is left out as ${leftOutAs}, should be as ${noRecord}`];
  if (!event || !actual)
    return !event === !actual ? [] : [`is ${actual ? 'valid, should be invalid' : 'invalid, should be valid'}`];
  return isSame(event, actual) ? [] : ['became another event'];
}

function isSame({ id, name, value, emails }: OracleEvent, event: JsonObject): boolean {
  const custom = event['custom_data'] as JsonObject | undefined;
  const user = event['user_data'] as JsonObject;
  return (
    event['event_id'] === id &&
    custom?.['content_name'] === name &&
    custom?.['value'] === value &&
    JSON.stringify(user['em']) === JSON.stringify(emails)
  );
}
