import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ACCOUNT, validLines } from '../../tests/kit/product.ts';
import { inlineCell, textRows, workbookBytes } from '../adapters/xlsx/workbook.test-kit.ts';
import { readEnv } from '../env.ts';
import { SYSTEM_PLATFORM } from '../runtime/platform.ts';
import { openRuntime } from '../runtime/runtime.ts';
import { MAIN } from './command-line.test-kit.ts';
import { jsonLines, SandboxShell } from './sandbox-shell.test-kit.ts';

/** Tests `pintd validate`. */

const shell = new SandboxShell();
const { pintd, fileOf } = shell;

describe('validate', () => {
  test('deletes what killed processes left a day ago, and nothing else', async () => {
    const path = await fileOf(validLines(1));
    const temporary = await mkdtemp(join(shell.folder, 'tmp-'));
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
    expect(await readdir(shell.dataDir)).toEqual(['events.csv']);
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
    const mapping = join(shell.folder, 'decimals.json');
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
    const path = join(shell.dataDir, 'orders.xlsx');
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
    expect(await pintd(['validate', shell.dataDir])).toMatchObject({
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
      const child = spawn(process.execPath, [MAIN, 'validate', path], {
        env: shell.environment({ TMPDIR: shell.folder }),
      });
      await once(child.stdout, 'data');
      if (end === 'EPIPE') child.stdout.destroy();
      else child.kill(end);
      await once(child, 'exit');
      expect(await readdir(shell.folder)).toEqual(expect.not.arrayContaining([expect.stringMatching(/^pintd-/)]));
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
  const runtime = await openRuntime(readEnv(shell.environment()), 'test', SYSTEM_PLATFORM);
  for (const name of ['Shop', both, shell.folder]) {
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
  const named = await pintd(['validate', path, '--mapping', shell.folder]); // a folder is not a file
  expect(named).toMatchObject({ status: 0, out: expect.stringContaining('"event_name":"lead"') });
  const sent = await pintd(['export', path, '--mapping', 'Shop', ...target]);
  expect(JSON.parse(sent.out)).toMatchObject({ status: 'success', records: { accepted: 2 } });
  expect(await shell.sandbox.events()).toMatchObject([
    { event: { event_name: 'lead' } },
    { event: { event_name: 'lead' } },
  ]);

  for (const args of [
    ['validate', path],
    ['export', path, ...target],
  ]) {
    const ambiguous = await pintd([...args, '--mapping', both]);
    expect(ambiguous).toMatchObject({ status: 1, out: '', err: expect.stringContaining('both a file and a saved') });
  }
});
