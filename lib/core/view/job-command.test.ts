import { expect, test } from 'vitest';
import { connectors } from '../../connectors/registry.ts';
import { canRunCommand, curlCommand, exportCall, minimalMatching, pintdCommand } from './job-command.ts';

const job = {
  connector: 'pinterest_conversion',
  uploadId: 4,
  authenticationId: 3,
  parameters: { ad_account_id: '549764609761', test_event: false, skip_invalid_record: true },
  alreadyAccepted: 'send',
  delivery: 'at_least_once',
  repeats: 'last',
} as const;
const file = {
  name: 'a.csv',
  encoding: 'utf-8',
  format: 'csv',
  delimiter: ',',
  headerRow: 1,
  header: ['em'],
  workbook: null,
} as const;
const workbook = {
  sheet: "It's",
  sheets: [],
  calendar: 1900,
  hiddenRows: 0,
  hiddenColumns: [],
  errorCells: 0,
  uncomputedCells: 0,
} as const;
const fields = connectors[0]?.fields ?? [];
const jobWith = (mapping: Record<string, string | null>, constants: Record<string, string> = {}) => ({
  ...job,
  mapping,
  constants,
});

test('builds a command, and quotes apostrophes for the shell', () => {
  const matching = { mapping: { "m'ail": 'em' }, constants: { action_source: 'web' } };
  expect(pintdCommand(jobWith(matching.mapping), { ...file, name: "it's.csv" }, { fields, matching })).toBe(
    `pintd export 'it'\\''s.csv' --encoding utf-8 --result '{"type":"pinterest_conversion","td_authentication_id":3,"ad_account_id":"549764609761","test_event":false,"skip_invalid_record":true}' --mapping '{"m'\\''ail":"em"}' --constants '{"action_source":"web"}' --already-accepted send --repeats last`,
  );
});

test('a file named like a flag is passed as a path', () => {
  const matching = { mapping: {}, constants: {} };
  const command = pintdCommand(jobWith({}), { ...file, name: '-new.csv' }, { fields, matching });
  expect(command).toMatch(/^pintd export '\.\/-new\.csv' /);
});

const CSV = ' --encoding utf-8 --format csv';

test.each([
  ['in the default format', {}, ' --encoding utf-8'],
  ['in Shift_JIS', { encoding: 'shift_jis' }, ' --encoding shift_jis'],
  ['with tabs', { delimiter: '\t' }, `${CSV} --delimiter tab --header-row 1`],
  [
    'with commas and other delimiters in its header',
    { header: ['a;b', 'em'] },
    `${CSV} --delimiter comma --header-row 1`,
  ],
  ['of objects without delimiters', { format: 'jsonl', header: ['a;b'] }, ' --encoding utf-8 --format jsonl'],
  ['of cells that look like an object', { header: ['{"a"', 'em'] }, `${CSV} --delimiter comma --header-row 1`],
  ['with a title above its header', { headerRow: 2 }, `${CSV} --delimiter comma --header-row 2`],
  ['with a header of unknown names', { header: ['konto'] }, `${CSV} --delimiter comma --header-row 1`],
  ['of a sheet', { format: 'xlsx', headerRow: 3, workbook }, ` --sheet 'It'\\''s' --header-row 3`],
  ['without a header', { headerRow: 0 }, `${CSV} --delimiter comma --header-row none`],
] as const)('passes the flags for a file %s', (_, read, flags) => {
  const command = pintdCommand(jobWith({}), { ...file, ...read }, { fields, matching: { mapping: {}, constants: {} } });
  expect(command.split(' --result')[0]).toBe(`pintd export 'a.csv'${flags}`);
});

test('builds an API call with the key from the environment', () => {
  const none = { mapping: {}, constants: {} };
  expect(curlCommand('http://localhost:3000', exportCall(jobWith({}), none))).toBe(
    `curl -X POST 'http://localhost:3000/api/v1/exports' \\
  -H "Authorization: Bearer $PINTD_API_KEY" \\
  -H 'Content-Type: application/json' \\
  -d '{"upload":4,"authentication":3,"parameters":{"ad_account_id":"549764609761","test_event":false,"skip_invalid_record":true},"already_accepted":"send","delivery":"at_least_once","repeats":"last"}'`,
  );
});

test.each([
  ['names of fields need no mapping', ['em', 'Event_ID', 'x'], { em: 'em', Event_ID: 'event_id', x: null }, true],
  ['names other than those of fields need a mapping', ['mail'], { mail: 'em' }, false],
  ['an ignored column needs a mapping', ['em'], { em: null }, false],
] as const)('%s', (_, header, mapping, isOmitted) => {
  const minimal = minimalMatching(fields, header, { mapping, constants: {} });
  expect(minimal.mapping).toEqual(isOmitted ? {} : mapping);
});

test('the command of a job whose file was deleted works only if it does not need that file', () => {
  const deleted = { at: 1, because: 'requested' } as const;
  const gone = { deleted, dueAt: null, sharedWith: [] };
  const kept = { deleted: null, dueAt: null, sharedWith: [] };
  expect(canRunCommand({ type: 'export', retention: kept }, { isWholeFile: false })).toBe(true);
  expect(canRunCommand({ type: 'export', retention: gone }, { isWholeFile: false })).toBe(false);
  expect(canRunCommand({ type: 'export', retention: gone }, { isWholeFile: true })).toBe(true);
  expect(canRunCommand({ type: 'query', retention: gone }, { isWholeFile: false })).toBe(true);
});
