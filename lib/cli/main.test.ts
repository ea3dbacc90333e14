import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ACCOUNT, validLines } from '../../tests/kit/product.ts';
import { startWebhookServer } from '../../tests/kit/receivers.ts';
import { inlineCell, textRows, workbookBytes } from '../adapters/xlsx/workbook.test-kit.ts';
import { type Sandbox, startSandbox } from '../connectors/pinterest/sandbox/server.ts';
import { readEnv } from '../env.ts';
import { SYSTEM_PLATFORM } from '../runtime/platform.ts';
import { openRuntime } from '../runtime/runtime.ts';
import { MAIN, runCommand, runProcess } from './command-line.test-kit.ts';

/**
 * The command line as scripts use it: its output and exit status. Most commands run in this process; tests of signals,
 * pipes, several processes and the exit start a process.
 */

let folder: string;
let dataDir: string;
let sandbox: Sandbox;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pintd-cli-'));
  sandbox = await startSandbox({});
});
beforeEach(async () => {
  dataDir = await mkdtemp(join(folder, 'data-'));
  await sandbox.reset();
});
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

const isInstalled = (program: string) => spawnSync(program, ['--version']).status === 0;

function environment(settings: Record<string, string> = {}) {
  return { ...process.env, PINTD_DATA_DIR: dataDir, PINTEREST_API_BASE_URL: sandbox.url, ...settings };
}

interface Options {
  readonly input?: string;
  readonly settings?: Record<string, string>;
}

function pintd(args: readonly string[], { input = '', settings }: Options = {}) {
  return runCommand(args, { env: environment(settings), input });
}

function pintdProcess(args: readonly string[], { input = '', settings }: Options = {}) {
  return runProcess(args, { env: environment(settings), input });
}

async function fileOf(lines: readonly string[], name = 'events.csv'): Promise<string> {
  const path = join(dataDir, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

function result(more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    type: 'pinterest_conversion',
    access_token: 'pina_CANARY_TOKEN',
    ad_account_id: Number(ACCOUNT),
    skip_invalid_record: true,
    ...more,
  });
}

const jsonLines = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('validate', () => {
  test('deletes what killed processes left a day ago, and nothing else', async () => {
    const path = await fileOf(validLines(1));
    const temporary = await mkdtemp(join(folder, 'tmp-'));
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    const yesterday = Date.now() / 1000 - 25 * 60 * 60;
    for (const name of ['pintd-validate-aB3xYz', 'pintd-backup', 'other']) {
      await mkdir(join(temporary, name));
      await writeFile(join(temporary, name, 'spool.csv'), 'em\nada@mail.example\n');
      await utimes(join(temporary, name), yesterday, yesterday);
    }
    await mkdir(join(temporary, 'pintd-validate-inUse0'));
    expect((await pintd(['validate', path])).status).toBe(0);
    expect((await readdir(temporary)).sort()).toEqual(['other', 'pintd-backup', 'pintd-validate-inUse0']);
  });

  test('prints one line per record, in order, and stores nothing in the data folder', async () => {
    const lines = validLines(1);
    const path = await fileOf([
      ...lines,
      'Checkout,web,soon,e2,no-address',
      ...lines.slice(1).map((line) => `${line},surplus`),
    ]);
    const { status, out } = await pintd(['validate', path]);
    const [good, bad, long] = jsonLines(out);
    expect(status).toBe(0);
    expect(await readdir(dataDir)).toEqual(['events.csv']);
    expect(good).toMatchObject({ record: 1, line: 2, event: { event_name: 'checkout', event_id: 'e1' }, warnings: [] });
    expect(bad.errors.map(({ column, field }: Record<string, string>) => [column, field])).toEqual([
      ['event_time', 'event_time'],
      ['em', 'em'],
    ]);
    expect(long).toMatchObject({ record: 3, line: 4, errors: [{ code: 'too_many_cells', column: null }] });
  });

  test.each([
    ['latin1', 'J\xf6rg', 'Jörg'],
    ['euc-jp', '\xc2\xc0\xcf\xba', '太郎'],
    ['gb18030', '\xcd\xf5\x86\xb4', '王喆'],
    ['big5', '\xb3\x5c', '許'],
    ['euc-kr', '\xb1\xe8', '김'],
    [undefined, '\x1b$BB@O:\x1b(B', '太郎'], // ISO-2022-JP, which is detected
  ])('hashes a name in a file in %s as in UTF-8', async (encoding, written, name) => {
    const [header, record] = validLines(1);
    const path = await fileOf([`${header},fn`, `${record},${name}`]);
    const { out } = await pintd(['validate', path]);
    await writeFile(path, Buffer.from([`${header},fn`, `${record},${written}`].join('\n'), 'latin1'));
    const options = encoding === undefined ? [] : ['--encoding', encoding];
    expect((await pintd(['validate', path, ...options])).out).toBe(out);
    if (encoding !== undefined)
      expect(jsonLines((await pintd(['validate', path])).out)).toMatchObject([{ errors: [{ code: 'bad_encoding' }] }]);
  });

  test('warns once about numbers with a point that may separate thousands, unless the mapping gives the decimal sign', async () => {
    const [header, ...records] = validLines(3);
    const numbers = ['0.125,2.0', '1.299,3.000', '1.299,4.000'];
    const path = await fileOf([`${header},value,num_items`, ...records.map((line, i) => `${line},${numbers[i]}`)]);
    const valuesAndWarnings = async (...options: string[]) =>
      jsonLines((await pintd(['validate', path, ...options])).out).map(({ event, warnings }) => [
        ...Object.values(event.custom_data),
        ...warnings.map(({ code, column }: Record<string, string>) => `${column} ${code}`),
      ]);
    const itemsWarning = 'num_items integer_ambiguous';
    expect(await valuesAndWarnings()).toEqual([
      ['0.125', 2],
      ['1.299', 3, 'value decimal_ambiguous', itemsWarning],
      ['1.299', 4],
    ]);
    const mapping = join(folder, 'decimals.json');
    await writeFile(mapping, JSON.stringify({ value: { field: 'value', decimals: 'point' } }));
    expect(await valuesAndWarnings('--mapping', mapping)).toEqual([
      ['0.125', 2],
      ['1.299', 3, itemsWarning],
      ['1.299', 4],
    ]);
  });

  test.each([
    ['a missing column', ['event_name,action_source,event_time,em', 'checkout,web,1,a@b.c'], 'event_id'],
    ['an empty file', [''], 'empty'],
    ['duplicate columns', ['em,EM', 'a,b'], 'same name'],
    ['a column name that is too long', [`em,${'x'.repeat(1001)}`], 'longer than 1,000 characters'],
  ])('refuses %s with status 1 and the reason', async (_, lines, reason) => {
    const { status, out, err } = await pintd(['validate', await fileOf(lines)]);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain(reason);
  });

  test('reads a sheet of a workbook with its row numbers, and reports what may be unexpected in it', async () => {
    const [header = '', record = ''] = validLines(1);
    const cells = (line: string) => line.split(',').map(inlineCell).join('');
    const rows = `<row r="30">${cells(header)}</row><row r="33" hidden="1">${cells(record)}<c r="Z33" t="e"><v>#N/A</v></c></row>`;
    const sheets = [
      { name: 'Notes', rows: textRows([['read me'], ['please']]) },
      { name: 'Orders', rows },
    ];
    const path = join(dataDir, 'orders.xlsx');
    await writeFile(path, workbookBytes({ sheets }));
    const { status, out, err } = await pintd(['validate', path]);
    expect(jsonLines(out)).toMatchObject([{ record: 1, line: 33, event: { event_id: 'e1' } }]);
    expect(status).toBe(0);
    expect(err).toContain('The sheet Orders is read. Others: Notes.');
    expect(err).toContain('included: 1 row.');
    expect(err).toContain('1 cell with an error such as #N/A is read as empty.');
    const named = await pintd(['validate', path, '--sheet', 'orders', '--header-row', '30']);
    expect(named).toMatchObject({ status: 0, out });
    expect(named.err).not.toContain('is read. Others');
    const unknown = await pintd(['validate', path, '--sheet', 'Sales']);
    expect(unknown).toMatchObject({ status: 1, out: '' });
    expect(unknown.err).toContain('no sheet called Sales. Its sheets: Notes, Orders.');
  });

  test('suggests a mapping for columns that are not named like fields, below a title row, and accepts it as --mapping', async () => {
    const path = await fileOf(['Orders of May', '', 'Event,Order Date,event_id,Email', 'lead,1795538963,e1,a@b.test']);
    const options = ['--constant', 'action_source=web', '--now', '1795539000'];
    const refused = await pintd(['validate', path, ...options]);
    expect(refused.status).toBe(1);
    const mapping = refused.err.split('\n').find((line) => line.startsWith('{')) ?? '';
    expect(JSON.parse(mapping)).toEqual({ Event: 'event_name', 'Order Date': 'event_time', Email: 'em' });
    const { status, out } = await pintd(['validate', path, ...options, '--mapping', mapping]);
    expect(status).toBe(0);
    expect(jsonLines(out)).toMatchObject([{ record: 1, line: 4, event: { event_name: 'lead', event_id: 'e1' } }]);
  });

  test('lists fields that are only proposed below the suggested mapping, not in it', async () => {
    const path = await fileOf([
      'Event,Channel,Created at,Order,Email,Contact Name,Contact ID,Item Cost',
      'checkout,web,1795538963,A-1,a@b.test,Ada Lovelace,C-7,25.00',
    ]);
    const { err } = await pintd(['validate', path]);
    const mapping = err.split('\n').find((line) => line.startsWith('{')) ?? '';
    expect(JSON.parse(mapping)).toEqual({
      Event: 'event_name',
      Channel: 'action_source',
      'Created at': 'event_time',
      Order: ['order_id', 'event_id'],
      Email: 'em',
    });
    const [, listed = ''] = err.split('before you add them:\n');
    const members = listed.split('\n').filter((line) => line.startsWith('  "'));
    expect(JSON.parse(`{${members.join(',')}}`)).toEqual({
      'Contact Name': [
        { field: 'fn', part: 'given_names', separator: ' ' },
        { field: 'ln', part: 'family_name', separator: ' ' },
      ],
      'Contact ID': 'external_id',
      'Item Cost': 'item_price',
    });
    const { status, out } = await pintd(['validate', path, '--now', '1795539000', '--mapping', mapping]);
    expect(status).toBe(0);
    expect(out).not.toContain('Lovelace');
  });

  test('accepts format options, JSON Lines, and constants', async () => {
    const time = 1_795_538_963;
    const now = ['--now', String(time + 60)];
    const mapping = await fileOf([
      JSON.stringify({ 'Column 1': 'event_name', 'Column 2': 'event_time', 'Column 3': 'event_id', 'Column 4': 'em' }),
    ]);
    const rows = await fileOf([`checkout|${time}|e1|a@b.test`], 'rows.txt');
    const options = [
      '--delimiter',
      'pipe',
      '--header-row',
      'none',
      '--mapping',
      mapping,
      '--constant',
      'action_source=web',
    ];
    const plain = await pintd(['validate', rows, ...options, ...now]);
    expect(JSON.parse(plain.out)).toMatchObject({ record: 1, line: 1, event: { action_source: 'web' } });
    const objects = await fileOf(
      [JSON.stringify({ event_name: 'checkout', event_time: time, event_id: 'e1', em: 'a@b.test' })],
      'o',
    );
    const object = await pintd(['validate', objects, '--constant', 'action_source=web', ...now]);
    expect(JSON.parse(object.out).event).toEqual(JSON.parse(plain.out).event);
    for (const unused of ['--delimiter=pipe', '--header-row=1', '--header-row=none'])
      expect(await pintd(['validate', objects, '--constant', 'action_source=web', ...now, unused])).toMatchObject({
        status: 1,
        out: '',
        err: expect.stringContaining('cannot be chosen for a JSON Lines file'),
      });
    for (const wrong of [
      '--constant=action_source=moon',
      '--constant=x',
      '--header-row=9',
      '--delimiter=x',
      '--format=xml',
    ]) {
      expect((await pintd(['validate', rows, ...options, wrong])).status, wrong).toBe(1);
    }
  });

  test('refuses a folder, and an invalid time', async () => {
    expect(await pintd(['validate', dataDir])).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringContaining('EISDIR'),
    });
    const path = await fileOf(validLines(1));
    expect(await pintd(['validate', path, '--now', 'soon'])).toMatchObject({ status: 1, out: '' });
  });

  test('maps a column named __proto__', async () => {
    const path = await fileOf(validLines(2).map((line) => line.replace(/em$/, '__proto__')));
    const mapping = await fileOf(['{"__proto__":"em"}'], 'mapping.json');
    const { out } = await pintd(['validate', path, '--mapping', mapping, '--summary']);
    expect(JSON.parse(out)).toMatchObject({ valid: 2, invalid: 0 });
  });

  test('leaves out records by their values, and reports where a mapping is wrong', async () => {
    const path = await fileOf([...validLines(2), validLines(1)[1]?.replace('checkout', 'Retoure') ?? '']);
    const mapping = { event_name: { field: 'event_name', values: { retoure: null } } };
    const { out } = await pintd(['validate', path, '--mapping', JSON.stringify(mapping)]);
    const records = jsonLines(out);
    expect(records.map((record) => Object.keys(record)[2])).toEqual(['event', 'event', 'left_out']);
    expect(records[2]).toMatchObject({ left_out: { column: 'event_name', code: 'value_left_out' }, warnings: [] });
    const summary = await pintd(['validate', path, '--summary', '--mapping', JSON.stringify(mapping)]);
    expect(JSON.parse(summary.out)).toMatchObject({ read: 3, valid: 2, invalid: 0, left_out: 1, errors: {} });
    for (const [wrong, place] of [
      [{ em: { field: 'em', join: 'x' } }, 'mapping.em.join'],
      [{ em: ['em', { field: 'em', size: 1 }] }, 'mapping.em.1.size'],
      [{ em: 5 }, 'mapping.em'],
      [{ em: 'em', EM: null }, 'em and EM'],
      [{ em: { field: 'em', dates: 'day first' } }, 'mapping.em.dates'],
    ] as const) {
      const refused = await pintd(['validate', path, '--mapping', JSON.stringify(wrong)]);
      expect(refused).toMatchObject({ status: 1, out: '' });
      expect(refused.err, JSON.stringify(wrong)).toContain(place);
    }
  });

  test('deletes its copy of the file, however it ends', async () => {
    const path = await fileOf(validLines(20_000));
    for (const end of ['SIGINT', 'SIGTERM', 'EPIPE'] as const) {
      const child = spawn(process.execPath, [MAIN, 'validate', path], { env: environment({ TMPDIR: folder }) });
      await once(child.stdout, 'data');
      if (end === 'EPIPE') child.stdout.destroy();
      else child.kill(end);
      await once(child, 'exit');
      expect(await readdir(folder)).toEqual(expect.not.arrayContaining([expect.stringMatching(/^pintd-/)]));
    }
  });

  test('maps columns, validates relative to --now, and counts by code', async () => {
    const path = await fileOf([
      'event,action_source,event_time,event_id,mail',
      'checkout,web,1790000301,e1,a@b.test',
      'checkout,web,1262304000,e2,',
    ]);
    const mapping = await fileOf([JSON.stringify({ event: 'event_name', mail: 'em' })], 'mapping.json');
    const { out } = await pintd(['validate', path, '--mapping', mapping, '--now', '1790000000', '--summary']);
    expect(JSON.parse(out)).toEqual({
      read: 2,
      valid: 0,
      invalid: 2,
      errors: { event_time_future: 1, user_data_missing: 1 },
      warnings: { event_time_old: 1 },
    });
  });
});

test('validate and export use a saved mapping by its name, and refuse a name that is also that of a file', async () => {
  const path = await fileOf(validLines(2).map((line) => line.replace(/em$/, 'Mail')));
  const target = [
    '--result',
    JSON.stringify({ type: 'pinterest_conversion', ad_account_id: ACCOUNT, access_token: 't' }),
  ];
  const unknown = await pintd(['validate', path, '--mapping', 'Shop']);
  expect(unknown).toMatchObject({
    status: 1,
    out: '',
    err: expect.stringContaining('neither a file nor a saved mapping'),
  });
  const both = await fileOf(['{"Mail":"em"}'], 'both.json');
  const runtime = await openRuntime(readEnv(environment()), 'test', SYSTEM_PLATFORM);
  for (const name of ['Shop', both, folder]) {
    await runtime.savedMappings.save({
      name,
      connector: 'pinterest_conversion',
      fingerprint: name,
      constants: {},
      reading: {},
      fixes: [],
      mapping: { Mail: 'em', event_name: { field: 'event_name', values: { checkout: 'lead' } } },
    });
  }
  await runtime.close();
  const { out } = await pintd(['validate', path, '--mapping', 'Shop']);
  expect(JSON.parse(out.split('\n')[0] ?? '')).toMatchObject({ event: { event_name: 'lead' } });
  const named = await pintd(['validate', path, '--mapping', folder]); // a folder is not a file
  expect(named).toMatchObject({ status: 0, out: expect.stringContaining('"event_name":"lead"') });
  const sent = await pintd(['export', path, '--mapping', 'Shop', ...target]);
  expect(JSON.parse(sent.out)).toMatchObject({ status: 'success', records: { accepted: 2 } });
  expect(await sandbox.events()).toMatchObject([{ event: { event_name: 'lead' } }, { event: { event_name: 'lead' } }]);

  for (const args of [
    ['validate', path],
    ['export', path, ...target],
  ]) {
    const ambiguous = await pintd([...args, '--mapping', both]);
    expect(ambiguous).toMatchObject({ status: 1, out: '', err: expect.stringContaining('both a file and a saved') });
  }
});

const TOKEN_IS_VISIBLE =
  'Other users of this machine can see a token on the command line while the command runs. Store it as an authentication instead, and give its td_authentication_id.\n';

describe('export', () => {
  test('reports events that were accepted before, and skips them or sends them again', async () => {
    const first = await pintd(['export', await fileOf(validLines(25)), '--result', result()]);
    expect(JSON.parse(first.out).records).toMatchObject({ read: 25, accepted: 25 });
    const path = await fileOf(validLines(30));
    const again = await pintd(['export', path, '--result', result()]);
    expect(again.err).toMatch(
      /^25 of 30 records were accepted before, in job 1 \(.*Z\), and are left out\. .*--already/m,
    );
    expect(again.err).toContain('25 records were left out, because they were accepted in other jobs.');
    expect(JSON.parse(again.out).records).toMatchObject({ read: 30, accepted: 5, not_sent: 25 });
    const queued = await pintd(['export', path, '--result', result(), '--no-wait']);
    expect(queued.err).toContain('30 of 30 records were accepted before, most of them in job 1');
    const sent = await pintd(['export', path, '--result', result(), '--already-accepted', 'send']);
    expect(sent.err).toBe(TOKEN_IS_VISIBLE);
    expect(JSON.parse(sent.out).records).toMatchObject({ read: 30, accepted: 30, not_sent: 0 });
  });

  test('warns about a token on the command line, even if the token is not used', async () => {
    const path = await fileOf(validLines(1));
    const rehearsed = await pintd(['export', path, '--sandbox', '--result', result()]);
    expect(rehearsed).toMatchObject({ status: 0, err: expect.stringContaining(TOKEN_IS_VISIBLE) });
    expect((await pintd(['auth:list', '--json'])).out).not.toContain('"target":"live"');
  });

  test('re-running a job reports the events that were accepted before and are left out', async () => {
    const { out } = await pintd(['export', await fileOf(validLines(25)), '--result', result()]);
    const first = JSON.parse(out).job_id;
    const { job_id: again, ...repeated } = JSON.parse((await pintd(['job:rerun', `${first}`])).out);
    expect(repeated.records).toMatchObject({ read: 25, accepted: 0, not_sent: 25 });
    const { err } = await pintd(['job:rerun', `${first}`]);
    expect(err).toContain(`Job ${again + 1} re-runs job ${first}.`);
    expect(err).toContain('25 records were left out, because they were accepted in other jobs.');
  });

  test('sends a file and prints the job; batches, rejected records and the job can be shown afterwards', async () => {
    const path = await fileOf([
      ...validLines(25),
      'checkout,web,1700000000,e26,"no, body"',
      'checkout,web,1700000000,"e""27",x@y',
    ]);
    sandbox.setScript([{ do: { failEventIds: ['e3'], message: 'No good.' } }]);
    const { status, out } = await pintd(['export', path, '--result', result()], {
      settings: { PINTD_MAX_EVENTS_PER_CALL: '10' },
    });
    const job = JSON.parse(out);
    expect(status).toBe(0);
    expect(job).toMatchObject({ job_id: 1, type: 'export', status: 'success', error: null, batches: 3, calls: 3 });
    expect(job.records).toEqual({ read: 27, accepted: 24, rejected: 1, invalid: 2, not_sent: 0, uncertain: 0 });
    expect(JSON.parse((await pintd(['job:show', '1', '--json'])).out)).toEqual(job);
    expect(JSON.parse((await pintd(['job:list', '--json'])).out)).toEqual([job]);
    const cellsOf = (line = '') => line.split('│').map((cell) => cell.trim());
    const [, head, , row] = (await pintd(['job:list'])).out.split('\n').map(cellsOf);
    expect(head).toEqual(expect.arrayContaining(['Read', 'Accepted', 'Rejected', 'Invalid', 'Not sent', 'Uncertain']));
    expect(row?.slice(5, 11)).toEqual(['27', '24', '1', '2', '0', '0']);
    expect(JSON.parse((await pintd(['job:list', '--status', 'success_with_rejects', '--json'])).out)).toEqual([job]);
    expect(JSON.parse((await pintd(['job:list', '--search', ACCOUNT, '--json'])).out)).toEqual([job]);
    expect(JSON.parse((await pintd(['job:list', '--type', 'query', '--json'])).out)).toEqual([]);

    const batches = jsonLines((await pintd(['job:batches', '1'])).out);
    expect(
      batches.map(({ batch, first_record, last_record, events }) => [batch, first_record, last_record, events]),
    ).toEqual([
      ['1', 1, 10, 10],
      ['2', 11, 20, 10],
      ['3', 21, 27, 5],
    ]);
    const received = await sandbox.received();
    expect(batches.map(({ body_sha256 }) => body_sha256).sort()).toEqual(
      received.map(({ body_sha256 }) => body_sha256).sort(),
    );

    const rejected = (await pintd(['rejected', '1'])).out.trimEnd().split('\n');
    expect(rejected[0]).toBe(
      'event_name,action_source,event_time,event_id,em,_record,_line,_status,_error_code,_error_column,_error_message',
    );
    expect(rejected.slice(1).map((line) => line.match(/,(\d+,\d+,(?:rejected|invalid),[a-z_]+),/)?.[1])).toEqual([
      '3,4,rejected,rejected',
      '26,27,invalid,em_malformed',
      '27,28,invalid,em_malformed',
    ]);
    expect(rejected[2]).toContain('checkout,web,1700000000,e26,"no, body",26,');
    expect(rejected[3]).toContain('"e""27"');
  });

  test('rejected names the command that leaves out the records that a resend accepted', async () => {
    sandbox.setScript([{ match: { times: 1 }, do: { failEventIds: ['e2', 'e3'] } }, { do: { failEventIds: ['e3'] } }]);
    const path = await fileOf([...validLines(3), 'checkout,web,1700000000,e4,no-address']);
    await pintd(['export', path, '--result', result()]);
    expect(JSON.parse((await pintd(['job:resend', '1'])).out).records).toMatchObject({ accepted: 1, rejected: 1 });
    const written = async (...args: string[]) => {
      const [, ...rows] = (await pintd(['rejected', ...args])).out.trimEnd().split('\n');
      return rows.map((row) => /,(e\d),.*,(rejected|invalid),/.exec(row)?.slice(1).join(' '));
    };
    expect(await written('1')).toEqual(['e2 rejected', 'e3 rejected', 'e4 invalid']);
    expect((await pintd(['rejected', '1'])).err).toContain('pintd rejected 1 --status open');
    for (const job of ['1', '2']) {
      expect(await written(job, '--status', 'open')).toEqual(['e3 rejected', 'e4 invalid']);
    }
    const combined = await pintd(['rejected', '1', '--status', 'open,rejected']);
    expect(combined).toMatchObject({ status: 1, out: '', err: expect.stringContaining('Give it alone.') });
    const nothing = await pintd(['job:resend', '1', '--status', 'not_sent']);
    expect(nothing).toMatchObject({ status: 1, err: expect.stringContaining('with the outcome not_sent') });
  });

  test('a CSV of records that were not accepted can be sent unchanged, several times, without losing cells', async () => {
    const bad = [
      'checkout,web,1700000000,e1,=no-address',
      'checkout,web,1700000000,e2,Smith, John,a@b.c',
      'checkout,web,1700000000,"\rline"s,x',
    ];
    let path = await fileOf([...validLines(0), ...bad]);
    const rejected: string[] = [];
    for (const job of ['1', '2', '3']) {
      await pintd(['export', path, '--result', result()]);
      rejected.push((await pintd(['rejected', job])).out);
      path = join(dataDir, `rejected-${job}.csv`);
      await writeFile(path, rejected.at(-1) ?? '');
    }
    const cellsOf = (csv = '') => csv.split('\n').map((line) => line.replace(/,\d+,\d+,invalid.*/, ''));
    expect(cellsOf(rejected[0])).toEqual([
      'event_name,action_source,event_time,event_id,em,_record,_line,_status,_error_code,_error_column,_error_message',
      'checkout,web,1700000000,e1,=no-address',
      'checkout,web,1700000000,e2,"Smith, John,a@b.c"',
      'checkout,web,1700000000,"""",',
      '"line""s",x,,,',
      '',
    ]);
    expect(cellsOf(rejected[1])).toEqual(cellsOf(rejected[0]));
    expect(cellsOf(rejected[2])).toEqual(cellsOf(rejected[0]));
    const safe = cellsOf((await pintd(['rejected', '1', '--spreadsheet-safe'])).out);
    expect(safe[1]).toBe("checkout,web,1700000000,e1,'=no-address");
  });

  test.each([
    [['--result', result({ ad_account_id: 'abc' })], 'Ad Account ID'],
    [['--result', result({ ad_account_id: 2 ** 60 })], 'quotation marks'],
    [['--result', '{"type":"pinterest'], 'not valid JSON at line 1, column 9'],
    [['--result', '{"type":1}'], 'must be JSON'],
    [['--result', ''], '--result is empty'],
    [['--result', result().replace('true', 'true,"skip_invalid_record":false')], 'contains skip_invalid_record twice'],
    [['--result', result({ type: 'meta' })], 'not known'],
    [['--result', result({ td_authentication_id: 77 })], 'no authentication with the ID 77'],
    [['--result', result({ authentication: 'Nobody', access_token: undefined })], 'called Nobody'],
    [['--result', '{"type":"pinterest_conversion","ad_account_id":1}'], 'names no authentication'],
    [['--result', result({ skip_invalid_records: true })], 'skip_invalid_records'],
  ])('%s: status 1, a reason, and nothing sent', async (options, reason) => {
    const { status, out, err } = await pintd(['export', await fileOf(validLines(1)), ...options]);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain(reason);
    expect(await sandbox.received()).toEqual([]);
  });

  test('a large file is prepared in a thread, with the same result as a small one', async () => {
    const spoiled = (line: string, index: number) => (index % 1000 === 999 ? line.replace('checkout', 'buy') : line);
    const notes = (line: string, index: number) => `${line},${index === 0 ? 'notes' : 'x'.repeat(400)}`;
    const path = await fileOf(validLines(20_000).map(spoiled).map(notes));
    expect((await stat(path)).size).toBeGreaterThan(8_000_000);
    const { status, out } = await pintd(['export', path, '--result', result({ skip_invalid_record: true })]);
    expect(status).toBe(0);
    const records = { read: 20_000, accepted: 19_980, rejected: 0, invalid: 20, not_sent: 0, uncertain: 0 };
    expect(JSON.parse(out).records).toEqual(records);
  });

  test('reports the encoding that it guessed', async () => {
    const file = join(dataDir, 'shift-jis.csv');
    const [header = '', first = ''] = validLines(1);
    await writeFile(file, Buffer.concat([Buffer.from(`${header},ln\n${first},`), Buffer.from('93fa967b0a', 'hex')]));
    const options = ['--sandbox', '--result', '{"ad_account_id":"1","skip_invalid_record":true}'];
    const { out, err } = await pintd(['export', file, ...options]);
    expect(JSON.parse(out).records).toMatchObject({ read: 1, accepted: 1 });
    expect(err).toContain('The file is read as shift_jis.');
    expect((await pintd(['export', file, '--encoding', 'cp932', ...options])).err).not.toContain('is read as');
    expect((await pintd(['validate', file])).err).toContain('The file is read as shift_jis.');
    expect((await pintd(['validate', file, '--encoding', 'cp932'])).err).not.toContain('is read as');
  });

  test('names --encoding for bytes of another encoding, in the header and in a record', async () => {
    const [header = '', first = ''] = validLines(1);
    const latin1 = Buffer.from('Stra\xdfe in K\xf6ln', 'latin1');
    const inRecord = join(dataDir, 'record.csv');
    await writeFile(inRecord, Buffer.concat([Buffer.from(`${header},ct\n${first},`), latin1, Buffer.from('\n')]));
    for (const options of [[], ['--summary']]) {
      const { status, err } = await pintd(['validate', inRecord, ...options]);
      expect({ status, err }).toMatchObject({ status: 0, err: expect.stringMatching(/^.*--encoding windows-1252\n$/) });
    }
    const inHeader = join(dataDir, 'header.csv');
    await writeFile(inHeader, Buffer.concat([Buffer.from(`${header},`), latin1, Buffer.from(`\n${first},\n`)]));
    const refused = await pintd(['validate', inHeader]);
    expect(refused).toMatchObject({ status: 1, err: expect.stringContaining('--encoding windows-1252') });
  });

  test('reads standard input, sends to the sandbox, and ends with status 4 under --fail-on-reject', async () => {
    const lines = [...validLines(2), 'checkout,web,1700000000,e3,no-address'];
    const options = ['--sandbox', '--result', '{"ad_account_id":"1","skip_invalid_record":true}', '--fail-on-reject'];
    const { status, out } = await pintdProcess(['export', '-', ...options], { input: `${lines.join('\r\n')}` });
    expect(status).toBe(4);
    expect(JSON.parse(out).records).toMatchObject({ read: 3, accepted: 2, invalid: 1 });
    expect((await pintd(['auth:list', '--json'])).out).toContain('"target":"sandbox"');
  });

  test.each([
    [401, 'unauthorized', 'From the command line'],
    [403, 'forbidden', ACCOUNT],
  ])(
    '%i pauses: status 5, a message that names the authentication or account, and resume finishes the job',
    async (status, code, named) => {
      sandbox.setScript([{ do: { status } }]);
      const paused = await pintd(['export', await fileOf(validLines(5)), '--result', result()]);
      expect(paused.status).toBe(5);
      expect(JSON.parse(paused.out)).toMatchObject({
        status: 'paused',
        error: { code },
        records: { accepted: 0, not_sent: 5 },
      });
      expect(paused.err).toContain(named);
      expect(paused.err).toContain('pintd job:resume 1');
      sandbox.setScript([]);
      const resumed = await pintd(['job:resume', '1']);
      expect(resumed.status).toBe(0);
      expect(JSON.parse(resumed.out)).toMatchObject({ status: 'success', error: null, records: { accepted: 5 } });
    },
  );

  test('without skip_invalid_record, ends with status 2, and names the first invalid record', async () => {
    const path = await fileOf([
      ...validLines(3),
      'checkout,web,1700000000,e4,no-address',
      'checkout,web,1700000000,e5,no-address',
    ]);
    const { status, out, err } = await pintd(['export', path, '--result', result({ skip_invalid_record: false })]);
    expect(status).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ status: 'error', error: { code: 'invalid_record', record: 4, line: 5 } });
    expect(err).toContain('Record 4 (line 5)');
  });

  test.runIf(process.platform === 'linux' && isInstalled('script'))('a terminal shows an error once', async () => {
    const path = await fileOf([
      'event_name,action_source,event_time,event_id,em',
      'checkout,web,1700000000,e1,no-address',
    ]);
    const command = `'${process.execPath}' '${MAIN}' export '${path}' --result '${result({ skip_invalid_record: false })}'`;
    const env = environment({ TERM: 'dumb' });
    const onTerminal = execFile('script', ['-qec', command, '/dev/null'], { env });
    const shown = (await onTerminal.stdout?.toArray())?.join('') ?? '';
    expect(shown).toContain('"code":"invalid_record"');
    expect(shown.match(/Record 1 \(line 2\)/g)).toHaveLength(1);
  });

  test('--no-wait queues; killing a queued job ends it without a call, and it cannot be resumed', async () => {
    const queued = await pintd(['export', await fileOf(validLines(3)), '--result', result(), '--no-wait']);
    expect(JSON.parse(queued.out)).toMatchObject({ status: 'queued', records: { read: 0 }, started_at: null });
    expect(queued.err).toContain('No worker is running');
    expect((await pintd(['job:kill', '1'])).status).toBe(0);
    expect(JSON.parse((await pintd(['job:show', '1', '--json'])).out)).toMatchObject({ status: 'killed', calls: 0 });
    expect((await pintd(['job:resume', '1'])).status).toBe(1);
  });

  test('SIGINT pauses cleanly, and calls in flight are recorded', async () => {
    sandbox.setScript([{ match: { call: { from: 2 } }, do: { status: 429, headers: { 'retry-after': '60' } } }]);
    const env = environment({ PINTD_MAX_EVENTS_PER_CALL: '1', PINTD_CALLS_IN_FLIGHT: '1' });
    const child = spawn(process.execPath, [MAIN, 'export', await fileOf(validLines(3)), '--result', result()], { env });
    const { promise, resolve: done } = Promise.withResolvers<number | null>();
    child.on('exit', done);
    await expect.poll(async () => (await sandbox.received()).length).toBeGreaterThan(1);
    const stderr = child.stderr.toArray();
    child.kill('SIGINT');
    expect(await promise).toBe(5);
    expect((await stderr).join('').match(/pintd job:resume 1/g), 'printed once').toHaveLength(1);
    const job = JSON.parse((await pintd(['job:show', '1', '--json'])).out);
    expect(job).toMatchObject({ status: 'paused', error: { code: 'interrupted' }, records: { accepted: 1 } });
  });

  test('deletes its copy of a file that no job can be created from', async () => {
    const { status, err } = await pintd(['export', await fileOf(['em', 'a@b.example']), '--result', result()]);
    expect(status).toBe(1);
    expect(err).toContain('event_name');
    expect(await readdir(join(dataDir, 'uploads'))).toEqual([]);
  });

  test('SIGINT while the file is being read deletes what was read', async () => {
    const child = spawn(process.execPath, [MAIN, 'export', '-', '--result', result()], { env: environment() });
    const { promise, resolve: done } = Promise.withResolvers<number | null>();
    child.on('exit', done);
    const stderr = child.stderr.toArray();
    child.stdin.write(validLines(3).join('\n'));
    const kept = () => readdir(join(dataDir, 'uploads')).catch(() => []);
    await expect.poll(async () => (await kept()).length).toBe(1);
    child.kill('SIGINT');
    expect(await promise).toBe(1);
    expect((await stderr).join('')).toContain('Nothing was sent, and the file was not kept.');
    expect(await kept()).toEqual([]);
    expect(JSON.parse((await pintd(['job:list', '--json'])).out)).toEqual([]);
  });
});

test('a job whose process was killed during a call is resumed without losing records, and repeats only that call', async () => {
  sandbox.setScript([{ match: { call: 2, times: 1 }, do: { delayMs: 60_000 } }]);
  const env = environment({ PINTD_MAX_EVENTS_PER_CALL: '2', PINTD_CALLS_IN_FLIGHT: '1' });
  const child = spawn(process.execPath, [MAIN, 'export', await fileOf(validLines(6)), '--result', result()], { env });
  await expect.poll(async () => (await sandbox.received()).length).toBe(2);
  child.kill('SIGKILL');
  const resumed = await pintd(['job:resume', '1']);
  expect(resumed.status).toBe(0);
  expect(JSON.parse(resumed.out)).toMatchObject({
    status: 'success',
    resent_after_unknown: 2,
    calls: 4,
    records: { read: 6, accepted: 6 },
  });
  expect(await sandbox.unique()).toHaveLength(6);
});

describe('authentications', () => {
  test('a token is read from standard input, tested, and never printed', async () => {
    const created = await pintdProcess(['auth:create', 'Shop'], { input: 'pina_CANARY_TOKEN\n' });
    expect(JSON.parse(created.out)).toEqual({ id: 1, name: 'Shop' });
    expect((await pintd(['auth:create', 'Shop'], { input: 'other' })).err).toContain(
      'Another authentication is called Shop',
    );
    expect((await pintd(['auth:create', 'Empty'], { input: '' })).status).toBe(1);
    expect(await pintd(['auth:test', 'Shop', '--ad-account', ACCOUNT])).toMatchObject({ status: 0 });
    expect((await pintd(['auth:test', 'Shop'])).err).toContain('The Ad Account ID is missing. Nothing was sent.');
    expect((await pintd(['auth:test', 'Nope'])).err).toContain('Nothing was done. List them with: pintd auth:list');
    await pintd(['auth:create', 'Saved', `{"ad_account_id":"${ACCOUNT}"}`], { input: 'pina_saved' });
    expect(await pintd(['auth:test', 'Saved'])).toMatchObject({ status: 0 });
    sandbox.setScript([{ do: { status: 403 } }]);
    const wrong = await pintd(['auth:test', '1', '--ad-account', ACCOUNT]);
    expect(wrong).toMatchObject({ status: 1 });
    expect(wrong.err).toContain(`ad account ${ACCOUNT}`);
    const everything = [created, wrong, await pintd(['auth:list']), await pintd(['auth:list', '--json'])];
    for (const { out, err } of everything) expect(out + err).not.toContain('CANARY');
    expect((await readFile(join(dataDir, 'console.db'))).includes('CANARY')).toBe(false);
  });

  test('an archived authentication is not listed, is refused with the command that restores it, and can be restored', async () => {
    await pintd(['auth:create', 'Old shop'], { input: 'pina_old' });
    expect(await pintd(['auth:archive', 'Old shop'])).toMatchObject({ status: 0 });
    const names = async (...options: string[]) =>
      JSON.parse((await pintd(['auth:list', '--json', ...options])).out).map(({ name }: { name: string }) => name);
    expect([await names(), await names('--archived')]).toEqual([[], ['Old shop']]);
    const target = JSON.stringify({ authentication: 'Old shop', ad_account_id: ACCOUNT });
    const refused = await pintd(['export', await fileOf(validLines(1)), '--result', target]);
    expect(refused.status).toBe(1);
    expect(refused.err).toContain('is archived, so nothing new is sent with it. Restore it with pintd auth:restore');
    expect(await pintd(['auth:restore', 'Old shop'])).toMatchObject({ status: 0 });
    expect(await names()).toEqual(['Old shop']);
  });
});

test('several processes can start on a new data folder at the same time', async () => {
  const path = await fileOf(validLines(2));
  const ended = await Promise.all(
    [1, 2, 3].map((account) => pintdProcess(['export', path, '--result', result({ ad_account_id: account })])),
  );
  // Each process prints only the warning about the token on its command line.
  const note = /^Other users of this machine can see a token .*\n$/;
  for (const { status, err } of ended) expect([status, err]).toEqual([0, expect.stringMatching(note)]);
  expect(ended.map(({ out }) => JSON.parse(out).records.accepted)).toEqual([2, 2, 2]);
});

test('an unusable data folder is named, with the setting to change', async () => {
  const settings = { PINTD_DATA_DIR: join(await fileOf(['not a folder']), 'data') };
  const { status, out, err } = await pintd(['job:list'], { settings });
  expect({ status, out }).toEqual({ status: 1, out: '' });
  expect(err).toMatch(
    /^The data folder .* cannot be used: a part of the path is not a folder \(ENOTDIR\)\. .* Set PINTD_DATA_DIR .*\n$/,
  );
  const refused = await pintd(['sandbox'], { settings: { PINTD_LOG_LEVEL: 'loud' } });
  expect(refused).toMatchObject({ status: 1, err: expect.not.stringContaining('Something went wrong') });
});

test.runIf(process.platform === 'linux')('a full disk is reported without a stack', ({ skip }) => {
  // A disk with room for a key, but not for a database.
  const mount = 'mount -t tmpfs -o size=100k none "$0" && exec "$@"';
  const command = [process.execPath, join(import.meta.dirname, 'main.ts'), 'job:list'];
  const args = ['--mount', '--map-root-user', 'sh', '-c', mount, dataDir, ...command];
  const env = { ...process.env, PINTD_DATA_DIR: dataDir };
  const { stderr } = spawnSync('unshare', args, { env, encoding: 'utf8' });
  if (/unshare|mount/.test(stderr ?? 'unshare')) skip('mounts are not allowed here');
  expect(stderr).toMatch(/^The disk is full\. .*\n$/);
});

test('a key file that cannot be created is named, with its setting', async () => {
  const path = join(await fileOf(['not a folder']), 'token.key');
  const { status, err } = await pintd(['job:list'], {
    settings: { PINTD_DATA_DIR: join(dataDir, 'data'), PINTD_KEY_FILE: path },
  });
  expect({ status, err }).toEqual({
    status: 1,
    err: expect.stringContaining(`The key file ${path} cannot be created: `),
  });
  expect(err).toContain('Set PINTD_KEY_FILE');
});

test.runIf(process.platform === 'linux')('a data folder in a file system without new folders is refused', async () => {
  const { status, err } = await pintd(['job:list'], { settings: { PINTD_DATA_DIR: '/proc/none' } });
  expect({ status, err }).toEqual({
    status: 1,
    err: expect.stringContaining('The data folder /proc/none cannot be used'),
  });
});

test('a data folder is refused without its own key file', async () => {
  await pintd(['auth:create', 'Shop'], { input: 'pina_x' });
  const { status, err } = await pintd(['auth:list'], { settings: { PINTD_KEY_FILE: join(dataDir, 'other.key') } });
  expect(status).toBe(1);
  expect(err).toContain('key file');
});

test.each([
  ['fields', 'em'],
  ['sample', 'event_name,action_source'],
  ['status', 'Worker'],
])('%s prints %s', async (command, text) => {
  const { status, out } = await pintd([command]);
  expect(status).toBe(0);
  expect(out).toContain(text);
});

test('colors follow the environment, and help refuses unknown commands', async () => {
  await pintd(['auth:create', 'Shop'], { input: 'pina_x' });
  const color = '\u001b[';
  const list = (settings: Record<string, string>) => pintd(['auth:list'], { settings });
  expect((await list({ FORCE_COLOR: '1', NO_COLOR: '' })).out).toContain(color);
  for (const settings of [{ NO_COLOR: '' }, { FORCE_COLOR: '1', NO_COLOR: '1' }, { FORCE_COLOR: '0' }])
    expect((await list(settings as Record<string, string>)).out).not.toContain(color);
  for (const words of [
    ['help', 'job:lst'],
    ['job:lst', '--help'],
    ['-v', 'job:lst'],
  ]) {
    const { status, out, err } = await pintd(words);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/^error: unknown command 'job:lst'\n\(Did you mean job:list\?\)\n/);
  }
  for (const words of [['help', 'audit'], ['audit', '--help'], ['audit']]) {
    const { status, out, err } = await pintd(words);
    expect(status === 0 ? out : err).toMatch(/^Usage: pintd audit:COMMAND.*\n.*audit:list .*\n.*audit:export /s);
    expect(status).toBe(words.length === 1 ? 1 : 0);
  }
  expect((await pintd(['result'])).err).toContain('  result:create  ');
  expect((await pintd(['table:import', '--help'])).out).not.toContain('saved mapping');
  expect(await pintd(['help', 'job:list'])).toMatchObject({
    status: 0,
    out: expect.stringContaining('pintd job:list'),
  });
});

test.each([
  [['job:list', '-s', 'abc'], 'a whole number from 0'],
  [['job:list', '-s', '-1'], 'a whole number from 0'],
  [['sandbox', '--port', '65536'], 'from 1 to 65535'],
])('%j is refused', async (words, reason) => {
  expect(await pintd(words)).toMatchObject({ status: 1, out: '', err: expect.stringContaining(reason) });
});

test('text files can be UTF-16, or have a byte order mark', async () => {
  const mapping = JSON.stringify({ メール: 'em' });
  const file = await fileOf(validLines(2).map((line) => line.replace(/em$/, 'メール')));
  const written = {
    'bom.json': Buffer.from(`\uFEFF${mapping}`),
    'le.json': Buffer.from(`\uFEFF${mapping}`, 'utf16le'),
    'be.json': Buffer.from(`\uFEFF${mapping}`, 'utf16le').swap16(),
  };
  for (const [name, bytes] of Object.entries(written)) {
    const path = join(dataDir, name);
    await writeFile(path, bytes);
    const { out } = await pintd(['validate', file, '--mapping', path, '--summary']);
    expect(JSON.parse(out), name).toMatchObject({ valid: 2 });
  }
  const latin = join(dataDir, 'latin.json');
  await writeFile(latin, Buffer.from('{"é":"em"}', 'latin1'));
  const refused = await pintd(['validate', file, '--mapping', latin]);
  expect(refused).toMatchObject({ status: 1, err: expect.stringContaining('neither UTF-8 nor UTF-16') });
  const twice = await pintd(['validate', file, '--mapping', '{"a":"em",\n"a":"ph"}']);
  expect(twice.err).toContain('The mapping contains a twice; the second one is at line 2, column 1.');
  const option = join(dataDir, 'option.json');
  await writeFile(option, `\uFEFF${result()}`);
  const sent = await pintd(['export', await fileOf(validLines(2)), '--result', `@${option}`]);
  expect(JSON.parse(sent.out)).toMatchObject({ records: { accepted: 2 } });
});

test('a prompt that is closed without an answer changes nothing', async () => {
  const answer = (input: string) =>
    runCommand(['auth:create', 'Typed'], { env: environment(), input, isTerminal: true });
  expect(await answer('')).toMatchObject({ status: 1, out: '', err: expect.stringContaining('Nothing was changed.') });
  expect(await answer('pina_typed\n')).toMatchObject({ status: 0 });
  expect(JSON.parse((await pintd(['auth:list', '--json'])).out)).toHaveLength(1);
});

test('job:show --verbose prints the whole log of a job with many batches', async () => {
  const settings = { PINTD_MAX_EVENTS_PER_CALL: '1' };
  await pintd(['export', await fileOf(validLines(110)), '--result', result()], { settings });
  const { err } = await pintd(['job:show', '1', '--verbose']);
  expect(err).toContain('Batch 110: ');
  expect(err).toContain('Done. 110 = 110 accepted');
});

test('the sample is valid', async () => {
  const path = await fileOf([(await pintd(['sample'])).out]);
  expect(JSON.parse((await pintd(['validate', path, '--summary'])).out)).toMatchObject({
    read: 1,
    valid: 1,
    warnings: {},
  });
});

test('status shows paused jobs, their reasons, and the next deletions', async () => {
  const nothing = JSON.parse((await pintd(['status', '--json'])).out);
  expect(nothing).toMatchObject({
    data_dir: dataDir,
    worker_alive: false,
    workers: [],
    accounts: [],
    replication: null,
    paused: [],
    uncertain: [],
    next_deletions: [],
  });
  expect(nothing.jobs).toEqual({ queued: 0, running: 0, paused: 0, success: 0, error: 0, killed: 0 });
  const path = await fileOf(validLines(1));
  await pintd(['export', path, '--result', result()]);
  sandbox.setScript([{ do: { status: 401 } }]);
  await pintd(['export', path, '--result', result(), '--already-accepted', 'send']);
  const status = JSON.parse((await pintd(['status', '--json'])).out);
  expect(status).toMatchObject({ paused: [{ reason: 'unauthorized', jobs: [2] }], next_deletions: [{ jobs: [1] }] });
  expect(status.uploads).toEqual({ files: 2, bytes: 2 * (await readFile(path)).length });
  const { out } = await pintd(['status']);
  for (const line of ['Worker:      not running', 'job 2. The token was refused. Replace it', 'the file of job 1']) {
    expect(out).toContain(line);
  }
});

test('status shows each worker, and the accounts that have more jobs than may run at once', async () => {
  const path = await fileOf(validLines(1));
  const jobs = [];
  while (jobs.length < 3)
    jobs.push(JSON.parse((await pintd(['export', path, '--result', result(), '--no-wait'])).out).job_id);
  const runtime = await openRuntime(readEnv(environment()), 'test', SYSTEM_PLATFORM);
  try {
    await runtime.workers.heartbeat({ id: 'one', pid: 17, host: 'db.example', version: '1.2.3' });
    await runtime.workers.heartbeat({ id: 'two', pid: 18 });
    for (const job of jobs.slice(0, 2)) await runtime.jobClaims.claim(job, 'one', ['queued']);
    const { out } = await pintd(['status']);
    for (const line of [
      'Worker:      process 17 on db.example, version 1.2.3, jobs 1, 2',
      'Worker:      process 18 on unknown, version unknown, no job',
      'At limit:    ad account 549764609761 (',
      '2 jobs run, 1 more waits',
    ])
      expect(out).toContain(line);
  } finally {
    await runtime.close();
  }
});

describe('the file of a job', () => {
  test('is deleted on request, and every command that reads its values reports the deletion', async () => {
    const path = await fileOf([
      'event_name,action_source,event_time,event_id,em',
      'nonsense,web,1795538963,e1,a@b.test',
    ]);
    const { out } = await pintd(['export', path, '--result', result()]);
    const { job_id: id } = JSON.parse(out);
    expect((await pintd(['job:show', String(id)])).out).toContain('kept until 20');
    expect((await pintd(['job:delete-file', String(id)])).err).toContain('is deleted');
    expect((await pintd(['job:show', String(id)])).out).toContain('by a user');
    const deleted = await pintd(['rejected', String(id)]);
    expect(deleted).toMatchObject({ status: 1, out: '' });
    expect(deleted.err).toContain('The uploaded file was deleted on');
  });

  test('is deleted for all jobs that it belongs to, which are named', async () => {
    const { out } = await pintd(['export', await fileOf(validLines(1)), '--result', result()]);
    const { job_id: id } = JSON.parse(out);
    await pintd(['job:rerun', String(id)]);
    await pintd(['job:rerun', String(id)]);
    const { err } = await pintd(['job:delete-file', '2']);
    expect(err).toContain('The file of job 2 is deleted. It was also the file of jobs 1, 3.');
    expect((await pintd(['job:show', '1'])).out).toContain('by a user');
  });
});

describe('names with control characters', () => {
  const hostile = 'a\u001b[2J\r\u009b\u202eb';
  /** How the name is printed. */
  const shown = 'a\ufffd[2J\ufffd\ufffd\ufffdb';

  test('are refused', async () => {
    for (const args of [
      ['auth:create', hostile],
      ['apikey:create', hostile],
      ['sched:create', hostile, '@daily', 'SELECT 1', '-d', 'shop'],
    ]) {
      const refused = await pintd(args, { input: 'pina_x' });
      expect(refused).toMatchObject({ status: 1, out: '', err: expect.stringContaining('U+001B') });
      expect(refused.err).not.toContain('\u001b');
    }
  });

  test('that exist already are printed without control characters in tables, messages and JSON', async () => {
    const path = await fileOf(validLines(1));
    const { out: job } = await pintd(['export', path, '--sandbox', '--result', result({ access_token: undefined })]);
    await pintd(['auth:create', 'Shop'], { input: 'pina_x' });
    await pintd(['apikey:create', 'script']);
    const database = new Database(join(dataDir, 'console.db'));
    for (const table of ['authentication', 'api_key', 'upload'])
      database.prepare(`UPDATE ${table} SET name = ? || id`).run(hostile);
    database.close();
    const id = String(JSON.parse(job).job_id);
    const sql = 'SELECT chr(27) || \'[2J\' || chr(8238) AS "a\u001b[2J"';
    const [table, json, ...others] = await Promise.all([
      pintd(['auth:list']),
      pintd(['auth:list', '--json']),
      pintd(['apikey:list', '--json']),
      ...['apikey:list', 'job:list', 'status', 'settings'].map((command) => pintd([command])),
      pintd(['job:show', id]),
      pintd(['auth:test', `${hostile}9`, '--ad-account', ACCOUNT]),
      pintd([hostile]),
      pintd(['auth:list', `--${hostile}`]),
      pintd(['export', `/nowhere/${hostile}`, '--result', result()]),
      pintd(['db:create', 'shop']),
    ]);
    const queried = await pintd(['query', '-d', 'shop', '--wait', sql]);
    const [query = ''] = /(?<=Job )\d+/.exec(queried.err) ?? [];
    const vertical = await pintd(['job:show', query, '-G']);
    const resultAsJson = await pintd(['job:show', query, '-f', 'json']);
    const controlCharacter = /[^\n\t\P{Cc}]|\u202e/u; // except line breaks and tabs
    for (const { out, err } of [table, json, ...others, queried, vertical, resultAsJson])
      expect(out + err).not.toMatch(controlCharacter);
    expect(table.out).toContain(`${shown}1`);
    expect(JSON.parse(json.out)).toContainEqual(expect.objectContaining({ name: `${hostile}1` }));
    expect(resultAsJson.out).toContain('\\u001b[2J\\u202e');
  });
});

describe('settings', () => {
  test('a change is stored and visible to the next command', async () => {
    const before = JSON.parse((await pintd(['settings', '--json'])).out);
    expect(before).toMatchObject({ calls_per_minute: 5000, retention_days: 14 });
    const changed = await pintd(['settings:set', 'retention_days', '0']);
    expect(changed).toMatchObject({ status: 0, err: 'retention_days is now 0.\n' });
    expect(JSON.parse((await pintd(['settings', '--json'])).out)).toEqual({ ...before, retention_days: 0 });
  });

  test('a value out of bounds is refused with the bounds', async () => {
    const settings = { PINTD_CALLS_PER_MINUTE: '300' };
    const refused = await pintd(['settings:set', 'calls_per_minute', '301'], { settings });
    expect(refused).toMatchObject({
      status: 1,
      out: '',
      err: 'calls_per_minute must be a whole number from 2 to 300.\n',
    });
    expect((await pintd(['settings:set', 'colour', 'red'])).status).toBe(1);
  });
});

describe('notifications', () => {
  test('are listed, and sent without a worker by notify:send; a test reports a failure, and the secret is renewed', async () => {
    const hook = await startWebhookServer();
    onTestFinished(() => hook.close());
    const set = await pintd(['settings:set', 'webhook_url', hook.url]);
    const { webhook_secret: secret } = JSON.parse(set.out);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await pintd(['settings', '--json'])).out).not.toContain(secret);

    const { out } = await pintd(['export', await fileOf(validLines(2)), '--sandbox', '--result', result()]);
    const [notification] = JSON.parse((await pintd(['notify:list', '--json'])).out);
    expect(notification).toMatchObject({
      job_id: JSON.parse(out).job_id,
      status: 'success',
      state: 'waiting',
      tries: 0,
    });
    expect(hook.calls).toEqual([]);
    expect(JSON.parse((await pintd(['notify:send'])).out)).toEqual({ sent: 1, waiting: 0 });
    expect(JSON.parse(hook.calls[0]?.body ?? '')).toMatchObject({ type: 'job.success', data: { sandbox: true } });

    hook.status = 500;
    const failed = await pintd(['notify:test-webhook']);
    expect(failed).toMatchObject({ status: 1, err: 'The server responded with 500.\n' });
    const renewed = await pintd(['notify:renew-secret']);
    expect(renewed.out.trim()).not.toBe(secret);
  });

  test('a password is read from standard input, kept only for its user, and never shown', async () => {
    const withoutSender = await pintd(['settings:set', 'smtp_host', 'mail.shop.test']);
    expect(withoutSender).toMatchObject({ status: 1, err: expect.stringContaining('set mail_from first') });
    const withoutServer = await pintd(['settings:set', 'smtp_password'], { input: 'sesame' });
    expect(withoutServer).toMatchObject({ status: 1, out: '' });
    expect(withoutServer.err).toContain('set smtp_host and smtp_user first');
    const server = { mail_from: 'me@shop.example', smtp_host: 'mail.example', smtp_user: 'console' };
    for (const [key, value] of Object.entries(server)) await pintd(['settings:set', key, value]);
    expect((await pintd(['settings:set', 'smtp_password', 'sesame'])).status).toBe(1);
    expect((await pintd(['settings:set', 'smtp_password'], { input: 'sesame' })).status).toBe(0);
    const shown = (await pintd(['settings', '--json'])).out;
    expect(JSON.parse(shown)).toMatchObject({ smtp_password_set: true });
    expect(shown).not.toContain('sesame');
    expect((await pintd(['settings:set', 'smtp_user', 'another'])).err).toContain('not sent to another');
    expect((await pintd(['settings:set', 'smtp_password'], { input: '' })).err).toContain('smtp_password is deleted');
    expect((await pintd(['settings:set', 'smtp_user', 'another'])).status).toBe(0);
  });

  test('each setting is validated by its own rule', async () => {
    expect((await pintd(['settings:set', 'smtp_host', 'mail.example'])).err).toContain('A sender is required');
    expect((await pintd(['settings:set', 'mail_recipients', 'a@shop.example, b'])).err).toContain(
      'Entry 2 is not an email',
    );
    expect((await pintd(['settings:set', 'webhook_url', 'http://hooks.example'])).err).toContain('https://');
    expect((await pintd(['settings:set', 'notify_success', 'maybe'])).err).toContain('true or false');
    expect((await pintd(['settings:set', 'smtp_host'])).err).toContain('Give a value for smtp_host.');
    expect((await pintd(['notify:test-mail', 'no-address'])).err).toContain('one email address');
    expect(await pintd(['notify:test-mail', 'a@shop.example'])).toMatchObject({
      status: 1,
      err: expect.stringContaining('The settings of the mail server or webhook are missing'),
    });
  });
});
