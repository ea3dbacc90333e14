import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SHOP_TABLES } from '../../tests/kit/shop.ts';
import { readEnv } from '../env.ts';
import { runActivation } from '../operations/audience/run-activation.ts';
import { saveActivation } from '../operations/audience/save-activation.ts';
import { openRuntime } from '../runtime/runtime.ts';
import { runCommand } from './command-line.test-kit.ts';

/** Tests audience:push, audience:pull and segments in files as scripts use them. */

const PARENT = `name: Shop
master: {database: shop, table: customers, key: id, filters: [{column: status, values: [active]}]}
schedule: {type: daily, time: "03:00:00", timezone: Europe/Stockholm}
attributes:
  - name: Loyalty
    source: {database: shop, table: loyalty}
    join: {parent_key: id, child_key: member}
    columns: [{column: tier}]
behaviors:
  - name: Orders
    source: {database: shop, table: orders}
    join: {parent_key: id, child_key: customer}
    columns: [{column: total, type: number}, {column: ordered_at, type: timestamp}]
    time_column: ordered_at
`;

const GOLD = `name: Gold
kind: batch
rule: {type: And, conditions: [{type: Value, attribute: tier, operator: {type: Equal, value: gold}}]}
`;

const EVERYBODY_ELSE = `name: Everybody else
kind: batch
rule: {type: And, conditions: [{type: exclude, segment: Loyal/Gold}]}
activations:
  - name: To the sandbox
    connection: Sandbox
    columns: [email, {name: event_name, string: "$1", parameters: [{type: String, string: signup}]}]
    schedule: {type: cron, cron: "0 6 * * *", timezone: UTC}
    connector_config: {ad_account_id: "549764609761", skip_invalid_record: true}
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pintd-audience-files-'));
  await pintd(['db:create', 'shop']);
  for (const [table, lines] of Object.entries(SHOP_TABLES))
    await pintd(['table:import', 'shop', table, '-'], `${lines.join('\n')}\n`);
  await pintd(['auth:create', 'Sandbox'], 'pina_test\n');
});
afterAll(() => rm(folder, { recursive: true }));

function pintd(args: readonly string[], input = '') {
  return runCommand(args, { env: { ...process.env, PINTD_DATA_DIR: join(folder, 'data') }, input });
}

/** Writes these files into a folder, and returns its path. */
async function writeAudience(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const dir = join(folder, name);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  return dir;
}

const FILES = { 'Shop.yml': PARENT, 'segments/shop/Loyal/gold.yml': GOLD, 'segments/shop/rest.yml': EVERYBODY_ELSE };

test('a push creates everything that the files define, in any order of references; a second push changes nothing', async () => {
  const dir = await writeAudience('first', FILES);
  const lines = 'create parent_segment Shop\ncreate segment Shop/Loyal/Gold\ncreate segment Shop/Everybody else\n';
  const created = `${lines}create activation Shop/Everybody else/To the sandbox\n`;
  expect(await pintd(['audience:push', dir, '--dry-run'])).toMatchObject({ status: 0, out: created });
  expect((await pintd(['ps:list'])).out).toContain('No parent segments yet');
  expect(await pintd(['audience:push', dir])).toMatchObject({ status: 0, out: created });
  expect(await pintd(['audience:push', dir])).toMatchObject({ status: 0, out: '' });
  expect(await pintd(['ps:run', 'Shop', '--wait'])).toMatchObject({ status: 0 });
  expect((await pintd(['sg:count', 'Shop/Everybody else', '--json'])).out).toBe('{"count":3}\n');
  expect((await pintd(['activation:list', 'Shop'])).out).toContain('Shop/Everybody else');
  const [activation] = JSON.parse((await pintd(['activation:list', 'Shop', '--json'])).out);
  expect(activation).toMatchObject({ segment_path: 'Shop/Everybody else', segment: 2, name: 'To the sandbox' });
});

test('a changed file updates only what it defines', async () => {
  const dir = await writeAudience('changed', {
    'segments/shop/Loyal/gold.yml': GOLD.replace('value: gold', 'value: bronze'),
  });
  expect(await pintd(['audience:push', dir])).toMatchObject({ status: 0, out: 'update segment Shop/Loyal/Gold\n' });
  expect((await pintd(['sg:list', 'Shop'])).out).toContain('Everybody else');
});

test('a pull rewrites no file with the same meaning, and a push of pulled files changes nothing', async () => {
  const dir = join(folder, 'first');
  const before = (await stat(join(dir, 'Shop.yml'))).mtimeMs;
  expect(await pintd(['audience:pull', dir])).toMatchObject({
    status: 0,
    out: 'update file segments/shop/Loyal/gold.yml\n',
  });
  expect((await stat(join(dir, 'Shop.yml'))).mtimeMs).toBe(before);
  const fresh = join(folder, 'fresh');
  expect((await pintd(['audience:pull', fresh])).status).toBe(0);
  expect((await readdir(fresh, { recursive: true })).filter((name) => name.endsWith('.yml')).sort()).toEqual([
    'segments/shop/Loyal/gold.yml',
    'segments/shop/everybody-else.yml',
    'shop.yml',
  ]);
  expect(await readFile(join(fresh, 'segments/shop/everybody-else.yml'), 'utf8')).toContain('segment: Loyal/Gold');
  expect(await pintd(['audience:push', fresh])).toMatchObject({ status: 0, out: '' });
  expect(await pintd(['audience:pull', fresh])).toMatchObject({ status: 0, out: '' });
});

test('the time zone of a parent segment without a schedule is pushed, shown and pulled', async () => {
  const parent = `name: Manual
master: {database: shop, table: customers}
schedule: {type: none, timezone: Asia/Tokyo}
`;
  const dir = await writeAudience('manual', { 'manual.yml': parent });
  expect(await pintd(['audience:push', dir])).toMatchObject({ status: 0, out: 'create parent_segment Manual\n' });
  const { out } = await pintd(['ps:show', 'Manual', '--json']);
  expect(JSON.parse(out)).toMatchObject({ timezone: 'Asia/Tokyo', schedule: null });
  await pintd(['audience:pull', join(folder, 'pulled')]);
  const pulled = await readFile(join(folder, 'pulled/manual.yml'), 'utf8');
  expect(pulled).toContain('schedule:\n  type: none\n  timezone: Asia/Tokyo\n');
  const withoutSchedule = await writeAudience('manual', {
    'manual.yml': parent.replace(/schedule.*\n/, 'description: x\n'),
  });
  expect(await pintd(['audience:push', withoutSchedule])).toMatchObject({ out: 'update parent_segment Manual\n' });
  expect(JSON.parse((await pintd(['ps:show', 'Manual', '--json'])).out)).toMatchObject({ timezone: 'Asia/Tokyo' });
  expect(await pintd(['audience:push', withoutSchedule])).toMatchObject({ status: 0, out: '' });
});

test('folders are pulled into distinct directories with short enough names, and a push of them changes nothing', async () => {
  const long = [`${'あ'.repeat(84)}%~`, 'あ'.repeat(16)].join('/');
  const dir = await writeAudience(
    'folders',
    Object.fromEntries(['VIP', '%76ip', long].map((folder) => [`segments/shop/${folder}/gold.yml`, GOLD])),
  );
  const created = ['VIP', 'vip', 'あ'.repeat(100)].map((name) => `create segment Shop/${name}/Gold\n`);
  const { status, out } = await pintd(['audience:push', dir]);
  expect([status, out.split(/(?<=\n)/).sort()]).toEqual([0, created.sort()]);
  expect(await pintd(['audience:pull', dir])).toMatchObject({ status: 0, out: expect.not.stringContaining('%76') });
  const pulled = join(folder, 'folders-pulled');
  expect((await pintd(['audience:pull', pulled])).status).toBe(0);
  const files = (await readdir(pulled, { recursive: true })).filter((name) => name.endsWith('.yml'));
  expect(files).toEqual(
    expect.arrayContaining(['VIP', '%76%69%70', long].map((name) => `segments/shop/${name}/gold.yml`)),
  );
  expect(await pintd(['audience:push', pulled])).toMatchObject({ status: 0, out: '' });
  expect(await pintd(['audience:pull', pulled])).toMatchObject({ status: 0, out: '' });
});

test.each<[string, Record<string, string>, string]>([
  ['YAML that is malformed', { 'Shop.yml': 'name: [' }, 'Shop.yml:1: '],
  [
    'an unknown column',
    { 'Shop.yml': PARENT.replace('column: tier', 'column: tiers') },
    'Shop.yml:2: The table shop.loyalty has no column tiers',
  ],
  [
    'a parent segment that another file also defines',
    { 'Shop.yml': PARENT, 'shop-2.yml': PARENT.replace('active', 'inactive') },
    'shop-2.yml:1: The parent segment Shop is also in Shop.yml.',
  ],
  [
    'an unknown segment',
    { 'segments/shop/x.yml': EVERYBODY_ELSE.replace('Loyal/Gold', 'Loyal/Silver') },
    'segments/shop/x.yml:3: ',
  ],
  [
    'an unknown authentication',
    { 'segments/shop/x.yml': EVERYBODY_ELSE.replace('connection: Sandbox', 'connection: Other') },
    'segments/shop/x.yml:6: ',
  ],
  [
    'an unsupported kind of segment',
    { 'segments/shop/x.yml': GOLD.replace('kind: batch', 'kind: realtime') },
    'segments/shop/x.yml:2: ',
  ],
  [
    'a type that contradicts its unit',
    {
      'segments/shop/x.yml': EVERYBODY_ELSE.replace('type: cron, cron: "0 6 * * *"', 'type: daily, repeat_unit: week'),
    },
    'segments/shop/x.yml:8: type daily contradicts repeat_unit week',
  ],
  [
    'a start that is too far ahead',
    {
      'segments/shop/x.yml': EVERYBODY_ELSE.replace(
        'type: cron, cron: "0 6 * * *"',
        'type: daily, start_at: 2999-01-01T05:00:00',
      ),
    },
    'segments/shop/x.yml:5: The start can be at most 6 months ahead.',
  ],
])('%s is reported with its line, and nothing is changed', async (name, files, message) => {
  const dir = await writeAudience(name, { ...files, 'segments/shop/new.yml': GOLD.replace('Gold', 'New one') });
  const { status, out, err } = await pintd(['audience:push', dir]);
  expect({ status, out }).toEqual({ status: 1, out: '' });
  expect(err).toContain(message);
  expect(err).toContain('Nothing was changed.');
  expect((await pintd(['sg:list', 'Shop'])).out).not.toContain('New one');
});

test('repeats with a start and an end are pushed, and pulled unchanged', async () => {
  const dayAfter = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const schedules = [
    `type: weekly, timezone: Asia/Tokyo, repeat_unit: week, repeat_frequency: 2, repeat_sub_frequency: [1, 4], start_at: "${dayAfter(30)}T05:00:00", end_on: "${dayAfter(90)}"`,
    'type: daily, repeat_unit: day, repeat_frequency: 3',
    `repeat_unit: once, start_at: "${dayAfter(10)}T05:00:00"`,
    `type: cron, cron: "0 6 * * *", end_on: "${dayAfter(60)}"`,
  ];
  for (const [index, schedule] of schedules.entries()) {
    const file = EVERYBODY_ELSE.replace('type: cron, cron: "0 6 * * *", timezone: UTC', schedule);
    const dir = await writeAudience(`repeats-${index}`, { 'segments/shop/everybody-else.yml': file });
    expect(await pintd(['audience:push', dir])).toMatchObject({
      status: 0,
      out: expect.stringContaining('activation'),
    });
    expect(await pintd(['audience:push', dir])).toMatchObject({ status: 0, out: '' });
    const pulled = join(folder, `repeats-${index}-pulled`);
    expect((await pintd(['audience:pull', pulled])).status).toBe(0);
    const text = await readFile(join(pulled, 'segments/shop/everybody-else.yml'), 'utf8');
    for (const [member] of schedule.matchAll(/(?:repeat_\w+|start_at|end_on|cron|type): (?:"[^"]+"|[\w/]+)/g))
      expect(text.replaceAll(/["']/g, '')).toContain(member.replaceAll('"', ''));
    expect(await pintd(['audience:push', pulled])).toMatchObject({ status: 0, out: '' });
  }
  const [activation] = JSON.parse((await pintd(['activation:list', 'Shop', '--json'])).out);
  expect(activation.schedule).toMatchObject({ cron: '0 6 * * *', repeat_unit: null, end_on: dayAfter(60) });
});

test('a segment in a file is counted, and its SQL printed, without a push', async () => {
  const dir = await writeAudience('draft', {
    'draft.yml': EVERYBODY_ELSE.replace('Loyal/Gold', 'Everybody else').replace('name: Everybody else', 'name: Draft'),
  });
  const draft = ['--file', join(dir, 'draft.yml'), '--parent', 'Shop'];
  expect((await pintd(['sg:count', ...draft, '--json'])).out).toBe('{"count":1}\n');
  expect((await pintd(['sg:sql', ...draft])).out).toContain('customers');
  const wrong = ['--file', join(folder, 'first', 'Shop.yml'), '--parent', 'Shop'];
  expect(await pintd(['sg:count', ...wrong])).toMatchObject({
    status: 1,
    err: expect.stringContaining('Shop.yml:1: '),
  });
  expect(await pintd(['sg:count'])).toMatchObject({ status: 1, err: expect.stringContaining('PARENT/FOLDER/NAME') });
});

test('a segment in a file refers to segments of its folder by name, also without a push', async () => {
  const plus = 'name: Plus\nkind: batch\nrule: {type: And, conditions: [{type: include, segment: Gold}]}\n';
  const dir = await writeAudience('in-folder', { 'segments/shop/Loyal/plus.yml': plus });
  const file = join(dir, 'segments/shop/Loyal/plus.yml');
  const { out } = await pintd(['sg:count', 'Shop/Loyal/Gold', '--json']);
  expect(await pintd(['sg:count', '--file', file, '--parent', 'Shop', '--json'])).toMatchObject({ status: 0, out });
});

test('a file that is not Unicode is refused, because its letters would change; a file in UTF-16 is read', async () => {
  const gold = GOLD.replace('name: Gold', 'name: Müller');
  const dir = await writeAudience('encodings', { 'segments/shop/müller.yml': gold });
  const file = join(dir, 'segments/shop/müller.yml');
  await writeFile(file, Buffer.from(gold, 'latin1'));
  const refused = { status: 1, out: '', err: expect.stringContaining('neither UTF-8 nor UTF-16') };
  expect(await pintd(['audience:push', dir])).toMatchObject(refused);
  expect(await pintd(['sg:count', '--file', file, '--parent', 'Shop'])).toMatchObject(refused);
  await writeFile(file, `\ufeff${gold}`, 'utf16le');
  expect(await pintd(['audience:push', dir, '--dry-run'])).toMatchObject({
    status: 0,
    out: 'create segment Shop/Müller\n',
  });
});

test('activation:history lists every run', async () => {
  const runtime = await openRuntime(
    readEnv({ PINTD_DATA_DIR: join(folder, 'data'), PINTD_LOG_LEVEL: 'silent' }),
    'test',
  );
  const runCount = 101; // more than the default size of a page
  for (let run = 0; run < runCount; run++) await runActivation(runtime, 1);
  await runtime.close();
  const args = ['activation:history', 'Shop/Everybody else', 'To the sandbox', '--json'];
  expect(JSON.parse((await pintd(args)).out)).toHaveLength(runCount);
});

test('a push needs an existing folder, and neither a push nor a pull accepts a file instead', async () => {
  const missing = { status: 1, out: '', err: expect.stringContaining('There is no folder') };
  expect(await pintd(['audience:push', join(folder, 'none')])).toMatchObject(missing);
  const file = join(await writeAudience('single', { 'Shop.yml': PARENT }), 'Shop.yml');
  expect(await pintd(['audience:push', file])).toMatchObject(missing);
  expect(await pintd(['audience:pull', file])).toMatchObject(missing);
});

test('a push leaves unchanged an activation that the console saved with other column IDs', async () => {
  const dir = join(folder, 'console-made');
  await pintd(['audience:pull', dir]);
  const runtime = await openRuntime(
    readEnv({ PINTD_DATA_DIR: join(folder, 'data'), PINTD_LOG_LEVEL: 'silent' }),
    'test',
  );
  const { id, output } = await runtime.activations.get(1);
  const columns = output.columns.map((column, index) => ({ ...column, id: `made-${index}` }));
  await saveActivation(runtime, { activation: id }, { choice: { output: { ...output, columns } } });
  await runtime.close();
  expect(await pintd(['audience:push', dir])).toMatchObject({ status: 0, out: '' });
});

test('a push does not check objects that it leaves unchanged, even if their source has lost a column', async () => {
  await pintd(['db:create', 'other']);
  const lines = (text: string) => `${text.split(' ').join('\n')}\n`;
  await pintd(['table:import', 'other', 'customers', '-'], lines('id,tier 1,gold'));
  const parent = `name: Other\nmaster: {database: other, table: customers, key: id, columns: [{column: tier}]}\n`;
  const gold = GOLD.replace('kind: batch', 'kind: batch\ndescription: before');
  const dir = await writeAudience('other', { 'Other.yml': parent, 'segments/other/gold.yml': gold });
  expect(await pintd(['audience:push', dir])).toMatchObject({ status: 0 });
  await pintd(['table:import', 'other', 'customers', '-'], lines('id 1'));
  expect(await pintd(['audience:push', dir])).toMatchObject({ status: 0, out: '' });
  await writeAudience('other', { 'segments/other/gold.yml': gold.replace('before', 'after') });
  expect(await pintd(['audience:push', dir])).toMatchObject({ status: 0, out: 'update segment Other/Gold\n' });
  await writeAudience('other', { 'segments/other/gold.yml': gold.replace('value: gold', 'value: silver') });
  expect(await pintd(['audience:push', dir])).toMatchObject({ status: 1, out: '' });
});
