import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { decodeMulti } from '@msgpack/msgpack';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TrinoStandIn, trinoColumn } from '../../tests/kit/trino-server.ts';
import { IS_WHOLE } from '../../tests/kit/whole.ts';
import { type Sandbox, startSandbox } from '../connectors/pinterest/sandbox/server.ts';
import { type CommandResult, MAIN, runCommand, runProcess } from './command-line.test-kit.ts';
import { toCommanderArgs } from './options/commander-args.ts';

/** Tests pintd query and related commands, as used by scripts written for td. */

const examples = resolve(import.meta.dirname, '../../examples');
let dataDir: string;
let sandbox: Sandbox;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pintd-query-'));
  sandbox = await startSandbox({});
  await pintd(['db:sample']);
  await pintd(['auth:create', 'Shop'], 'pina_of_the_shop');
});

afterAll(async () => {
  await sandbox.close();
  await rm(dataDir, { recursive: true });
});

function environment() {
  return { ...process.env, PINTD_DATA_DIR: dataDir, PINTEREST_API_BASE_URL: sandbox.url };
}

function pintd(args: readonly string[], input = '', settings: Readonly<Record<string, string>> = {}) {
  return runCommand(args, { env: { ...environment(), ...settings }, input });
}

/** The ID of the job that a command prints. */
const jobIdOf = (err: string): string => /(?<=Job )\d+/.exec(err)?.[0] ?? '';

const TWO_ROWS = "SELECT 1 AS a, 'x, y' AS b, NULL AS c UNION ALL SELECT 2, 'z', 'd' ORDER BY 1";

describe.each([
  ['test events', true],
  ['real events', false],
])('the documented command that sends %s', (_, test_event) => {
  test.each([
    ['as documented, without the word query', []],
    ['with the word query', ['query']],
  ])('works %s', async (_, command) => {
    await sandbox.reset();
    const header = (await readFile(join(examples, 'all-columns.csv'), 'utf8')).split('\n')[0] ?? '';
    const columns = header.split(',');
    const result = {
      type: 'pinterest_conversion',
      td_authentication_id: 1,
      access_token: 'pina_AIA2RFAWACYNMAQA',
      ad_account_id: 549764609761,
      test_event,
      skip_invalid_record: true,
    };
    const sql = `SELECT ${columns.join(', ')} from test_table`;
    const words = ['--database', 'test_db', '--wait', sql, '--type', 'presto', '--result', JSON.stringify(result)];
    const { status, err } = await pintd([...command, ...words]);
    expect(columns).toHaveLength(60);
    expect({ status, err }).toEqual({ status: 0, err: expect.stringMatching(/Status {6}: success\n/) });
    const received = await sandbox.events();
    // When sent a second time, real events are skipped.
    expect(received).toHaveLength(test_event || command.length === 0 ? 20 : 0);
    const id = jobIdOf(err);
    const job = JSON.parse((await pintd(['job:show', id, '--json'])).out);
    expect(job).toMatchObject({ type: 'query', status: 'success', test_event, records: { read: 20, uncertain: 0 } });
    expect(job).toMatchObject({ database: 'test_db', query: sql, skip_invalid_record: true });
  });
});

test('an id takes precedence over a token', async () => {
  // The commands above gave both. A token that is used is stored as an authentication.
  const stored = JSON.parse((await pintd(['auth:list', '--json'])).out);
  expect(stored).toMatchObject([{ id: 1, name: 'Shop' }]);
});

describe('the documented command, pasted into a shell', () => {
  /** The command as on TD's documentation page. */
  function documentedCommand(result: string): string {
    return [
      'td --database test_db \\',
      '--wait "SELECT event_name, action_source, event_time, event_id, em from test_table" \\',
      '--type presto \\',
      `--result '${result}' `,
    ].join('\n');
  }

  /** The words that a shell passes to td. */
  async function wordsOf(result: string): Promise<string[]> {
    const script = `td() { printf '%s\\0' "$@"; }\n${documentedCommand(result)}`;
    const { stdout } = await promisify(execFile)('sh', ['-c', script]);
    return stdout.split('\0').slice(0, -1);
  }

  const paste = async (result: string) => pintd(await wordsOf(result));

  test('reports each placeholder until it works', async () => {
    await sandbox.reset();
    const asDocumented =
      '{"type":"pinterest_conversion","td_authentication_id": 12345, "access_token":"pina_AIA2RFAWACYNMAQA...", "ad_account_id": 5497xxx, "test_event": true, "skip_invalid_record":true}';
    const placeholder = await paste(asDocumented);
    expect(placeholder).toMatchObject({ status: 1, err: expect.stringContaining('5497xxx at line 1, column 123.') });
    expect(placeholder.err).toContain('Replace it with your own ad_account_id.');
    const withAccount = asDocumented.replace('5497xxx', '549764609761');
    const unknown = await paste(withAccount);
    expect(unknown.err).toContain('no authentication with the ID 12345. The td_authentication_id takes precedence');
    expect(unknown.err).toContain('To send with the token, omit td_authentication_id.');
    const withoutId = withAccount.replace('"td_authentication_id": 12345, ', '');
    expect((await paste(withoutId)).err).toContain('The access token ends in dots');
    for (const each of [placeholder, unknown]) expect(each.err).not.toContain('pina_');
    expect(await sandbox.received()).toEqual([]);
    const own = withoutId.replace('AQA...', 'AQA').replace('"type":"pinterest_conversion",', '');
    const ended = await runProcess(await wordsOf(own), { env: environment() });
    expect(ended).toMatchObject({ status: 0, err: expect.stringContaining('20 accepted') });
  });
});

describe('a query without --result', () => {
  test('is queued, and prints how to show its status', async () => {
    const queued = await pintd(['query', '-d', 'test_db', TWO_ROWS]);
    expect(queued).toMatchObject({ status: 0, out: expect.stringMatching(/^Job \d+ is queued\.\n$/) });
    expect(queued.err).toMatch(/Use 'pintd job:show \d+' to show the status\.\nNo worker is running/);
    const id = queued.out.replaceAll(/\D/g, '');
    expect(await pintd(['job:status', id])).toMatchObject({ out: 'queued\n' });
    for (const _ of ['the first time', 'once more'])
      expect((await pintd(['job:kill', id])).err).toBe(`Job ${id} is killed.\n`);
    expect(JSON.parse((await pintd(['job:show', id, '--json'])).out)).toMatchObject({
      status: 'killed',
      started_at: null,
      ended_at: expect.any(String),
    });
    expect(await pintd(['job:status', id])).toMatchObject({ out: 'killed\n' });
  });

  test.each([
    [['-f', 'csv'], '1,"x, y",\n2,z,d\n'],
    [['-f', 'csv', '-c'], 'a,b,c\n1,"x, y",\n2,z,d\n'],
    [['-f', 'tsv', '--null', '\\N'], '1\tx, y\t\\N\n2\tz\td\n'],
    [['-f', 'tsv', '-l', '1'], '1\tx, y\t\n'],
    [['-f', 'json'], '[[1,"x, y",null],\n[2,"z","d"]]\n'],
    [['-G', '-l', '1'], '*** 1. row ***\na: 1\nb: x, y\nc: \n'],
    [['-x'], ''],
  ])('%j writes its result', async (options, out) => {
    expect(await pintd(['query', '-d', 'test_db', '-w', TWO_ROWS, ...options])).toMatchObject({ status: 0, out });
  });

  test('writes values of every type like TD, and times like Presto', async () => {
    const sql = `SELECT 9007199254740993 long, 1e0 one, 10.40 value, true yes, ARRAY[1, NULL] list, 'a\tb\\n' text,
      TIMESTAMP '2026-11-26 12:34:56.7 UTC' time, CAST(ROW(1, 'x') AS ROW(a BIGINT, b VARCHAR)) pair`;
    const query = ['query', '-d', 'test_db', '-w', sql];
    expect((await pintd([...query, '-f', 'json'])).out).toBe(
      '[[9007199254740993,1.0,10.40,true,[1,null],"a\\tb\\\\n","2026-11-26 12:34:56.700 UTC",{"a":1,"b":"x"}]]\n',
    );
    const { out } = await pintd([...query, '-G']);
    expect(out).toContain('\n list: [1,null]\n');
    expect(out).toContain('\nvalue: 10.40\n');
    expect(out).toContain('\n text: a\tb\\n\n time: 2026-11-26 12:34:56.700 UTC\n');
  });

  test('shows a table by default, and the job with --json', async () => {
    expect((await pintd(['query', '-w', '-d', 'test_db', TWO_ROWS])).out).toMatch(/x, y[\s\S]*2 rows in set\n$/);
    expect((await pintd(['query', '-w', '-d', 'test_db', 'SELECT 1'])).out).toMatch(/\n1 row in set\n$/);
    const { out } = await pintd(['query', '-w', '-d', 'test_db', '--json', TWO_ROWS]);
    expect(JSON.parse(out)).toMatchObject({ type: 'query', status: 'success', database: 'test_db', error: null });
  });

  test('is read from a file or standard input, and its result is written to a file', async () => {
    const [file, output] = [join(dataDir, 'query.sql'), join(dataDir, 'out.tsv')];
    await writeFile(file, `${TWO_ROWS};\n-- the end\n`);
    expect(await pintd(['query', '-d', 'test_db', '-w', '-q', file, '-o', output])).toMatchObject({ out: '' });
    expect(await readFile(output, 'utf8')).toBe('1\tx, y\t\n2\tz\td\n');
    expect((await pintd(['query', '-d', 'test_db', '-w', '-', '-f', 'tsv'], 'SELECT 7')).out).toBe('7\n');
  });

  test('writes its result as MessagePack only to a file', async () => {
    const query = ['query', '-d', 'test_db', '-w', TWO_ROWS, '-f', 'msgpack'];
    const refused = await pintd(query);
    expect(refused).toMatchObject({ status: 1, out: '', err: expect.stringContaining('Name a file for it with -o.') });
    const [plain, compressed] = [join(dataDir, 'out.msgpack'), join(dataDir, 'out.msgpack.gz')];
    const { err } = await pintd([...query, '-o', plain]);
    const id = jobIdOf(err);
    await pintd(['job:show', id, '-f', 'msgpack.gz', '-l', '1', '-o', compressed]);
    expect([...decodeMulti(await readFile(plain))]).toEqual([
      [1, 'x, y', null],
      [2, 'z', 'd'],
    ]);
    expect([...decodeMulti(gunzipSync(await readFile(compressed)))]).toEqual([[1, 'x, y', null]]);
  });

  test('writes its complete result, even if it is long or contains unusual characters', async () => {
    const sql = "SELECT i AS n, 'é\u2028日本😀' AS t FROM range(20000) t(i) ORDER BY i";
    const { out } = await runProcess(['query', '-d', 'test_db', '-w', '-f', 'json', sql], { env: environment() });
    const expected = Array.from({ length: 20_000 }, (_, i) => [i, 'é\u2028日本😀']);
    expect(JSON.parse(out)).toEqual(expected);
  });

  test('is shown again by job:show, with its frozen result', async () => {
    const { err } = await pintd(['query', '-w', '-x', '-d', 'test_db', TWO_ROWS]);
    const id = jobIdOf(err);
    expect((await pintd(['job:show', id, '-f', 'csv'])).out).toBe('1,"x, y",\n2,z,d\n');
    expect((await pintd(['job:show', id])).out).toContain('x, y');
  });

  test('that was killed has no result to write, and an earlier file stays as it is', async () => {
    const { out } = await pintd(['query', '-d', 'test_db', TWO_ROWS]);
    const id = out.replaceAll(/\D/g, '');
    await pintd(['job:kill', id]);
    const output = join(dataDir, 'earlier.tsv');
    await writeFile(output, 'earlier\n');
    const refused = await pintd(['job:show', id, '-o', output]);
    expect(refused).toMatchObject({ status: 1, out: '', err: expect.stringContaining('has no result') });
    expect(await readFile(output, 'utf8')).toBe('earlier\n');
  });
});

describe('an output that cannot be written', () => {
  const EVENTS = 'SELECT event_name, action_source, event_time, event_id, em FROM test_table';
  const RESULT = JSON.stringify({ td_authentication_id: 1, ad_account_id: '7', test_event: true });

  /** Runs a shell script with a command line of pintd as its arguments. */
  function inShell(script: string, words: readonly string[]): Promise<CommandResult> {
    const { promise, resolve: done } = Promise.withResolvers<CommandResult>();
    const shellArgs = ['-c', script, '_', process.execPath, MAIN, ...words];
    execFile('bash', shellArgs, { env: environment() }, (error, out, err) => {
      done({ status: error === null ? 0 : Number(error.code), out, err });
    });
    return promise;
  }

  test('is refused before anything is sent or run; a file is not overwritten if the query fails', async () => {
    await sandbox.reset();
    const before = (await pintd(['job:list', '1000', '--json'])).out;
    const folder = await mkdtemp(join(dataDir, 'outputs-'));
    const kept = join(folder, 'kept.csv');
    await writeFile(kept, 'as it was');
    for (const output of [join(folder, 'no/such/x.csv'), folder]) {
      const words = ['query', '-d', 'test_db', '-w', '--result', RESULT, '-o', output, EVENTS];
      expect(await pintd(words)).toMatchObject({ status: 1, err: expect.stringMatching(/ENOENT|EISDIR/) });
      const read = await pintd(['rejected', '1', '-o', output]);
      expect(read).toMatchObject({ status: 1, err: expect.stringContaining('Nothing was done.') });
    }
    expect((await pintd(['backup', join(folder, 'no/such/b.tar')])).err).toContain(
      'cannot be written: there is no such file or folder (ENOENT)',
    );
    expect((await pintd(['query', '-d', 'test_db', '-w', '-o', kept, 'SELECT nope(1)'])).status).toBe(2);
    expect(await readFile(kept, 'utf8')).toBe('as it was');
    expect(await readdir(folder)).toEqual(['kept.csv']);
    expect(await sandbox.received()).toEqual([]);
    expect(JSON.parse((await pintd(['job:list', '1000', '--json'])).out)).toHaveLength(JSON.parse(before).length + 1);
  });

  test.skipIf(!existsSync('/dev/full'))(
    'ends the command with 6 if it completed, or with the status of its own error',
    async () => {
      const query = ['query', '-d', 'test_db', '-w'];
      expect(await pintd([...query, '-o', '/dev/full', TWO_ROWS])).toMatchObject({
        status: 6,
        err: expect.stringContaining('The file /dev/full could not be written: the disk is full (ENOSPC)'),
      });
      const toFull = (words: readonly string[]) => inShell('"$@" >/dev/full', words);
      const example = join(examples, 'conversions-10000.csv');
      const more = IS_WHOLE ? [['job:list'], ['sample']] : [];
      for (const words of [[...query, '-f', 'csv', TWO_ROWS], ...more, ['validate', example], ['--help']])
        expect(await toFull(words), words.join(' ')).toMatchObject({
          status: 6,
          err: expect.stringContaining('Standard output could not be written: the disk is full (ENOSPC)'),
        });
      expect((await toFull([...query, '--json', 'SELECT nope(1)'])).status).toBe(2);
      const withFullStderr = 'node=$1 main=$2 file=$3; shift 3; head -3 "$file" | "$node" "$main" "$@" 2>/dev/full';
      const exportArgs = ['export', '-', '--sandbox', '--result', '{"ad_account_id":"1"}'];
      const exported = await inShell(withFullStderr, [example, ...exportArgs]);
      expect(JSON.parse(exported.out)).toMatchObject({ records: { read: 2 } });
    },
  );

  test('is not an error if the reader closes the pipe', async () => {
    const example = join(examples, 'conversions-10000.csv');
    const first = await inShell('"$@" | head -1; echo $PIPESTATUS', ['validate', example]);
    expect(first).toMatchObject({ err: '', out: expect.stringMatching(/^\{"record":1,.*\n0\n$/) });
    const failed = await inShell('"$@" 2>/dev/null | true; echo $PIPESTATUS', [
      'query',
      '-d',
      'test_db',
      '-w',
      '--json',
      'SELECT nope(1)',
    ]);
    expect(failed.out).toBe('2\n');
  });
});

test.each([
  [['-d', 'test_db', 'SELECT nope(1)'], 2, /Line 1, column 8: there is no function nope/],
  [['-d', 'test_db', 'SELECT nope(1)', '--td-exit-codes'], 0, /Status {6}: error/],
  [['-d', 'nowhere', 'SELECT 1'], 1, /no database called nowhere/],
  [['-d', 'test_db'], 1, /No query is given/],
  [['-d', 'test_db', '-T', 'hive', 'SELECT 1'], 1, /type hive cannot be run here/],
  [['-d', 'test_db', '-f', 'xml', 'SELECT 1'], 1, /Allowed choices are tsv, csv, json/],
  [['-d', 'test_db', '-P', 'urgent', 'SELECT 1'], 1, /-2 to 2/],
  [['-d', 'test_db', '--wait=soon', 'SELECT 1'], 1, /a whole number of seconds/],
  [['-d', 'test_db', '-r', '{"type":"nothing"}', 'SELECT 1'], 1, /type nothing is not known/],
])('query -w %j exits with %i', async (words, status, message) => {
  const ended = await pintd(['query', '-w', ...words]);
  expect(ended).toMatchObject({ status, err: expect.stringMatching(message) });
});

test('a query is still queued when the waiting time is over', async () => {
  const sql = 'SELECT count(*) FROM range(1000000000000) t(i)';
  const { status, err } = await pintd(['query', '-d', 'test_db', '--wait=1', sql]);
  expect({ status, err }).toMatchObject({ status: 1, err: expect.stringMatching(/Job \d+ is still queued\./) });
  const id = jobIdOf(err);
  await pintd(['job:kill', id]);
});

test.runIf(process.platform === 'linux')('the query engine ends with its parent process', async () => {
  const sql = 'SELECT count(*) FROM range(1000000000000) t(i)';
  const child = spawn(process.execPath, [MAIN, 'query', '-d', 'test_db', '-w', sql], { env: environment() });
  await expect.poll(() => childrenOf(child.pid)).toHaveLength(1);
  const [engine] = await childrenOf(child.pid);
  const [id = ''] = /\d+/.exec((await pintd(['job:list', '1'])).out) ?? [];
  child.kill('SIGKILL');
  await expect.poll(() => isAlive(engine)).toBe(false);
  await pintd(['job:kill', id]);
});

/** The child processes of a process, from /proc. */
async function childrenOf(pid: number | undefined): Promise<readonly number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return children.split(' ').filter(Boolean).map(Number);
}

function isAlive(pid: number | undefined): boolean {
  try {
    return process.kill(pid ?? 0, 0);
  } catch {
    return false;
  }
}

test.each([
  ['connector', ['config.yml']],
  ['connector:guess', ['config.yml', '-o', 'td-bulkload.yml']],
  ['connector:issue', ['td-bulkload.yml', '--database', 'test_db', '--table', 't', '-w']],
  ['connector:create', ['daily', '0 * * * *', 'test_db', 't', 'td-bulkload.yml', '-t', 'UTC', '-D', '60']],
])('%s, a TD import command, names its replacement', async (command, words) => {
  const { status, out, err } = await pintd([command, ...words]);
  expect({ status, out }).toEqual({ status: 1, out: '' });
  expect(err).toContain(`${command} imports data from other systems in TD`);
  expect(err).toContain('pintd table:import DATABASE TABLE FILE');
});

test('the result of a job can be sent later', async () => {
  await sandbox.reset();
  const sql =
    "SELECT 'checkout' AS event_name, 'web' AS action_source, now() AS event_time, 'later' AS event_id, 'a@b.test' AS em";
  const { err } = await pintd(['query', '-w', '-x', '-d', 'test_db', sql]);
  const id = jobIdOf(err);
  const result = JSON.stringify({
    type: 'pinterest_conversion',
    authentication: 'Shop',
    ad_account_id: '549764609761',
  });
  const sent = await pintd(['export:result', id, result, '-w']);
  expect(JSON.parse(sent.out)).toMatchObject({ type: 'export', status: 'success', records: { accepted: 1 } });
  const sending = String(JSON.parse(sent.out).job_id);
  const rehearsed = await pintd(['export:result', id, '{"ad_account_id":549764609761}', '--sandbox', '-w']);
  expect(JSON.parse(rehearsed.out)).toMatchObject({ status: 'success', destination: 'sandbox' });
  expect(await pintd(['export:result', sending, result])).toMatchObject({
    status: 1,
    err: expect.stringContaining(`Job ${sending} is not a query`),
  });
});

test('a command that waits for a job ends with the status of the job, or with 1 if it has not ended', async () => {
  const result = JSON.stringify({ authentication: 'Shop', ad_account_id: '549764609761', skip_invalid_record: true });
  const invalid =
    "SELECT 'checkout' AS event_name, 'nowhere' AS action_source, now() AS event_time, 'i' AS event_id, 'a' AS em";
  const rejecting = jobIdOf((await pintd(['query', '-w', '-d', 'test_db', '--result', result, invalid])).err);
  const failing = jobIdOf((await pintd(['query', '-w', '-d', 'test_db', 'SELECT nope(1)'])).err);
  const queued = jobIdOf((await pintd(['query', '-d', 'test_db', TWO_ROWS])).err);
  const statuses = {
    failed: (await pintd(['job:show', failing, '--wait'])).status,
    shownOnly: (await pintd(['job:show', failing])).status,
    rejected: (await pintd(['job:show', rejecting, '--wait', '--fail-on-reject'])).status,
    tolerated: (await pintd(['job:show', rejecting, '--wait'])).status,
    unfinished: (await pintd(['job:show', queued, '--wait=0'])).status,
  };
  expect(statuses).toEqual({ failed: 2, shownOnly: 0, rejected: 4, tolerated: 0, unfinished: 1 });
  const sent = await pintd(['export:result', rejecting, result, '--wait=0']);
  expect(sent).toMatchObject({ status: 1, err: expect.stringContaining('is still queued') });
  for (const job of [queued, jobIdOf(sent.err)]) await pintd(['job:kill', job]);
});

describe('a query on Trino', () => {
  const SQL = ['query', '-d', 'shop', '--engine', 'trino', 'SELECT 1 AS n'];

  test('shows its result, and its schedule keeps the engine', async () => {
    const trino = await TrinoStandIn.start(() => ({
      columns: [trinoColumn('n', 'bigint')],
      pages: ['[[9223372036854775807]]'],
    }));
    const url = { PINTD_TRINO_URL: trino.url, PINTD_TRINO_USER: 'reader', PINTD_TRINO_CATALOG: 'lake' };
    const { status, out, err } = await pintd([...SQL, '-w', '-f', 'csv', '-c'], '', url);
    expect({ status, out }).toEqual({ status: 0, out: 'n\n9223372036854775807\n' });
    expect(err).toContain('Query started on the Trino server, schema shop.');
    const saved = await pintd(['sched:create', 'Big', 'none', 'SELECT 1', '-d', 'shop', '--engine', 'trino'], '', url);
    expect(JSON.parse(saved.out)).toMatchObject({ database: 'shop', type: 'trino' });
    await trino.close();
  });

  test('is refused if Trino is not configured', async () => {
    const { status, err } = await pintd(SQL);
    expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('PINTD_TRINO_URL') });
  });
});

test('a check shows how the columns match, without running the query', async () => {
  const { status, out } = await pintd([
    'query',
    '-d',
    'test_db',
    '--check',
    'SELECT event_name, now() AS event_time FROM test_table',
  ]);
  expect(status).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ missing: ['action_source', 'event_id'], identifiers: { found: false } });
});

const COMMANDS = new Set(['query', 'job:list', 'export']);

test.each([
  [
    ['--database', 'd', '--wait', 'SELECT 1'],
    ['query', '--database', 'd', '--wait=', 'SELECT 1'],
  ],
  [
    ['-d', 'd', '-w', '5'],
    ['query', '-d', 'd', '--wait=', '5'],
  ],
  [
    ['query', '-w=30', '-d', 'd'],
    ['query', '--wait=30', '-d', 'd'],
  ],
  [
    ['query', '--wait=30'],
    ['query', '--wait=30'],
  ],
  [
    ['--database=d', 'SELECT 1'],
    ['query', '--database=d', 'SELECT 1'],
  ],
  [
    ['-v', '--insecure', '-e', 'host:1', '--apikey=k', '-d', 'd', 'SELECT 1'],
    ['-v', '--insecure', '-e', 'host:1', '--apikey=k', 'query', '-d', 'd', 'SELECT 1'],
  ],
  [
    ['-c', 'my.conf', '-d', 'test_db', 'SELECT 1'],
    ['-c', 'my.conf', 'query', '-d', 'test_db', 'SELECT 1'],
  ],
  [
    ['-r', '-v', '-d', 'test_db', 'SELECT 1'],
    ['-r', '-v', 'query', '-d', 'test_db', 'SELECT 1'],
  ],
  [
    ['-r', '{}', '-c', '-d', 'test_db', 'SELECT 1'],
    ['query', '-r', '{}', '-c', '-d', 'test_db', 'SELECT 1'],
  ],
  [
    ['-c', '-d', 'test_db', 'SELECT 1'],
    ['query', '-c', '-d', 'test_db', 'SELECT 1'],
  ],
  [
    ['-c', 'export', '-d', 'test_db', 'SELECT 1'],
    ['-c', 'export', 'query', '-d', 'test_db', 'SELECT 1'],
  ],
  [
    ['-d', 'test_db', '-w', '-c', 'SELECT 1'],
    ['query', '-d', 'test_db', '--wait=', '-c', 'SELECT 1'],
  ],
  [
    ['-c', 'my.conf', 'export', '-d', 'x'],
    ['-c', 'my.conf', 'export', '-d', 'x'],
  ],
  [
    ['-d', 'export', 'SELECT 1'],
    ['query', '-d', 'export', 'SELECT 1'],
  ],
  [['--help'], ['--help']],
  [
    ['job:list', '-d'],
    ['job:list', '-d'],
  ],
])('%j is parsed as %j', (words, args) => {
  expect(toCommanderArgs(words, COMMANDS)).toEqual(args);
});

test('the end of a long log is printed, too', async () => {
  const sql = `SELECT 'checkout' AS event_name, 'web' AS action_source, CAST(to_unixtime(now()) AS BIGINT) AS event_time,
    concat('long-', CAST(n AS VARCHAR)) AS event_id, 'a@b.test' AS em FROM UNNEST(sequence(1, 110)) AS t(n)`;
  const result = JSON.stringify({ type: 'pinterest_conversion', td_authentication_id: 1, ad_account_id: 549764609761 });
  const settings = { PINTD_MAX_EVENTS_PER_CALL: '1' };
  const { status, err } = await pintd(['query', '-d', 'test_db', '--wait', sql, '--result', result], '', settings);
  expect({ status, err }).toEqual({ status: 0, err: expect.stringContaining('  Done. 110 = 110 accepted') });
});
