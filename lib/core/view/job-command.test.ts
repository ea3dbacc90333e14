import { expect, test } from 'vitest';
import { connectors } from '../../connectors/registry.ts';
import { curlCommand, exportCall, pintdCommand, minimalMatching } from './job-command.ts';

const job = {
  connector: 'pinterest_conversion',
  uploadId: 4,
  authenticationId: 3,
  parameters: { ad_account_id: '549764609761', test_event: false, skip_invalid_record: true },
  alreadyAccepted: 'send',
  delivery: 'at_least_once',
} as const;
const file = { name: 'a.csv', encoding: 'utf-8', format: 'csv', delimiter: ',', headerRow: 1, header: ['em'] } as const;
const fields = connectors[0]?.fields ?? [];
const made = (mapping: Record<string, string | null>, constants: Record<string, string> = {}) => ({
  ...job,
  mapping,
  constants,
});

test('a command that makes the job again, whatever the file is called', () => {
  const matching = { mapping: { "m'ail": 'em' }, constants: { action_source: 'web' } };
  expect(pintdCommand(made(matching.mapping), { ...file, name: "it's.csv" }, { fields, matching })).toBe(
    `pintd export 'it'\\''s.csv' --encoding utf-8 --result '{"type":"pinterest_conversion","td_authentication_id":3,"ad_account_id":"549764609761","test_event":false,"skip_invalid_record":true}' --mapping '{"m'\\''ail":"em"}' --constants '{"action_source":"web"}' --already-accepted send`,
  );
});

test('a file that is called as a flag is none', () => {
  const matching = { mapping: {}, constants: {} };
  const command = pintdCommand(made({}), { ...file, name: '-new.csv' }, { fields, matching });
  expect(command).toMatch(/^pintd export '\.\/-new\.csv' /);
});

const CSV = ' --encoding utf-8 --format csv';

test.each([
  ['as files usually are', {}, ' --encoding utf-8'],
  ['in another encoding', { encoding: 'shift_jis' }, ' --encoding shift_jis'],
  ['with tabs', { delimiter: '\t' }, `${CSV} --delimiter tab --header-row 1`],
  [
    'with commas, though other delimiters are in its header',
    { header: ['a;b', 'em'] },
    `${CSV} --delimiter comma --header-row 1`,
  ],
  ['as objects, which have no delimiters', { format: 'jsonl', header: ['a;b'] }, ' --encoding utf-8 --format jsonl'],
  ['as cells that begin like an object', { header: ['{"a"', 'em'] }, `${CSV} --delimiter comma --header-row 1`],
  ['with a title above its header', { headerRow: 2 }, `${CSV} --delimiter comma --header-row 2`],
  ['with a header that none of its names tells', { header: ['konto'] }, `${CSV} --delimiter comma --header-row 1`],
  ['without a header', { headerRow: 0 }, `${CSV} --delimiter comma --header-row none`],
] as const)('a file that was read %s is read so again', (_, read, flags) => {
  const command = pintdCommand(made({}), { ...file, ...read }, { fields, matching: { mapping: {}, constants: {} } });
  expect(command.split(' --result')[0]).toBe(`pintd export 'a.csv'${flags}`);
});

test('a call that makes it again, its key in the environment', () => {
  const none = { mapping: {}, constants: {} };
  expect(curlCommand('http://localhost:3000', exportCall(made({}), none))).toBe(
    `curl -X POST 'http://localhost:3000/api/v1/exports' \\
  -H "Authorization: Bearer $PINTD_API_KEY" \\
  -H 'Content-Type: application/json' \\
  -d '{"upload":4,"authentication":3,"parameters":{"ad_account_id":"549764609761","test_event":false,"skip_invalid_record":true},"already_accepted":"send","delivery":"at_least_once"}'`,
  );
});

test.each([
  [
    'names that match by themselves need no mapping',
    ['em', 'Event_ID', 'x'],
    { em: 'em', Event_ID: 'event_id', x: null },
    true,
  ],
  ['other names do', ['mail'], { mail: 'em' }, false],
  ['a column that is left out does', ['em'], { em: null }, false],
] as const)('%s', (_, header, mapping, isShort) => {
  const short = minimalMatching(fields, header, { mapping, constants: {} });
  expect(short.mapping).toEqual(isShort ? {} : mapping);
});
