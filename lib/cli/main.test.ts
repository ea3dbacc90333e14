import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, validLines } from '../../tests/kit/product.ts';
import { runCommand } from './command-line.test-kit.ts';
import { resultOption, SandboxShell } from './sandbox-shell.test-kit.ts';

/**
 * The command line as scripts use it: its output and exit status. Most commands run in this process; tests of signals,
 * pipes, several processes and the exit start a process.
 */

const shell = new SandboxShell();
const { pintd, pintdProcess, fileOf } = shell;

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
    shell.sandbox.setScript([{ do: { status: 403 } }]);
    const wrong = await pintd(['auth:test', '1', '--ad-account', ACCOUNT]);
    expect(wrong).toMatchObject({ status: 1 });
    expect(wrong.err).toContain(`ad account ${ACCOUNT}`);
    const everything = [created, wrong, await pintd(['auth:list']), await pintd(['auth:list', '--json'])];
    for (const { out, err } of everything) expect(out + err).not.toContain('CANARY');
    expect((await readFile(join(shell.dataDir, 'console.db'))).includes('CANARY')).toBe(false);
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
    [1, 2, 3].map((account) => pintdProcess(['export', path, '--result', resultOption({ ad_account_id: account })])),
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
  const args = ['--mount', '--map-root-user', 'sh', '-c', mount, shell.dataDir, ...command];
  const env = { ...process.env, PINTD_DATA_DIR: shell.dataDir };
  const { stderr } = spawnSync('unshare', args, { env, encoding: 'utf8' });
  if (/unshare|mount/.test(stderr ?? 'unshare')) skip('mounts are not allowed here');
  expect(stderr).toMatch(/^The disk is full\. .*\n$/);
});

test('a key file that cannot be created is named, with its setting', async () => {
  const path = join(await fileOf(['not a folder']), 'token.key');
  const { status, err } = await pintd(['job:list'], {
    settings: { PINTD_DATA_DIR: join(shell.dataDir, 'data'), PINTD_KEY_FILE: path },
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
  const { status, err } = await pintd(['auth:list'], {
    settings: { PINTD_KEY_FILE: join(shell.dataDir, 'other.key') },
  });
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
    const path = join(shell.dataDir, name);
    await writeFile(path, bytes);
    const { out } = await pintd(['validate', file, '--mapping', path, '--summary']);
    expect(JSON.parse(out), name).toMatchObject({ valid: 2 });
  }
  const latin = join(shell.dataDir, 'latin.json');
  await writeFile(latin, Buffer.from('{"é":"em"}', 'latin1'));
  const refused = await pintd(['validate', file, '--mapping', latin]);
  expect(refused).toMatchObject({ status: 1, err: expect.stringContaining('neither UTF-8 nor UTF-16') });
  const twice = await pintd(['validate', file, '--mapping', '{"a":"em",\n"a":"ph"}']);
  expect(twice.err).toContain('The mapping contains a twice; the second one is at line 2, column 1.');
  const option = join(shell.dataDir, 'option.json');
  await writeFile(option, `\uFEFF${resultOption()}`);
  const sent = await pintd(['export', await fileOf(validLines(2)), '--result', `@${option}`]);
  expect(JSON.parse(sent.out)).toMatchObject({ records: { accepted: 2 } });
});

test('a prompt that is closed without an answer changes nothing', async () => {
  const answer = (input: string) =>
    runCommand(['auth:create', 'Typed'], { env: shell.environment(), input, isTerminal: true });
  expect(await answer('')).toMatchObject({ status: 1, out: '', err: expect.stringContaining('Nothing was changed.') });
  expect(await answer('pina_typed\n')).toMatchObject({ status: 0 });
  expect(JSON.parse((await pintd(['auth:list', '--json'])).out)).toHaveLength(1);
});

test('the sample is valid', async () => {
  const path = await fileOf([(await pintd(['sample'])).out]);
  expect(JSON.parse((await pintd(['validate', path, '--summary'])).out)).toMatchObject({
    read: 1,
    valid: 1,
    warnings: {},
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
    const { out: job } = await pintd([
      'export',
      path,
      '--sandbox',
      '--result',
      resultOption({ access_token: undefined }),
    ]);
    await pintd(['auth:create', 'Shop'], { input: 'pina_x' });
    await pintd(['apikey:create', 'script']);
    const database = new Database(join(shell.dataDir, 'console.db'));
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
      pintd(['export', `/nowhere/${hostile}`, '--result', resultOption()]),
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
