import { execFile, spawn, spawnSync } from 'node:child_process';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ACCOUNT, validLines } from '../../tests/kit/product.ts';
import { MAIN } from './command-line.test-kit.ts';
import { jsonLines, resultOption, SandboxShell } from './sandbox-shell.test-kit.ts';

/** Tests `pintd export` and what can be shown about its job. */

const shell = new SandboxShell();
const { pintd, pintdProcess, fileOf } = shell;

const isInstalled = (program: string) => spawnSync(program, ['--version']).status === 0;

const TOKEN_IS_VISIBLE =
  'Other users of this machine can see a token on the command line while the command runs. Store it as an authentication instead, and give its td_authentication_id.\n';

describe('export', () => {
  test('reports events that were accepted before, and skips them or sends them again', async () => {
    const first = await pintd(['export', await fileOf(validLines(25)), '--result', resultOption()]);
    expect(JSON.parse(first.out).records).toMatchObject({ read: 25, accepted: 25 });
    const path = await fileOf(validLines(30));
    const again = await pintd(['export', path, '--result', resultOption()]);
    expect(again.err).toMatch(
      /^25 of 30 records were accepted before, in job 1 \(.*Z\), and are left out\. .*--already/m,
    );
    expect(again.err).toContain('25 records were left out, because they were accepted in other jobs.');
    expect(JSON.parse(again.out).records).toMatchObject({ read: 30, accepted: 5, not_sent: 25 });
    const queued = await pintd(['export', path, '--result', resultOption(), '--no-wait']);
    expect(queued.err).toContain('30 of 30 records were accepted before, most of them in job 1');
    const sent = await pintd(['export', path, '--result', resultOption(), '--already-accepted', 'send']);
    expect(sent.err).toBe(TOKEN_IS_VISIBLE);
    expect(JSON.parse(sent.out).records).toMatchObject({ read: 30, accepted: 30, not_sent: 0 });
  });

  test('warns about a token on the command line, even if the token is not used', async () => {
    const path = await fileOf(validLines(1));
    const rehearsed = await pintd(['export', path, '--sandbox', '--result', resultOption()]);
    expect(rehearsed).toMatchObject({ status: 0, err: expect.stringContaining(TOKEN_IS_VISIBLE) });
    expect((await pintd(['auth:list', '--json'])).out).not.toContain('"target":"live"');
  });

  test('re-running a job reports the events that were accepted before and are left out', async () => {
    const { out } = await pintd(['export', await fileOf(validLines(25)), '--result', resultOption()]);
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
    shell.sandbox.setScript([{ do: { failEventIds: ['e3'], message: 'No good.' } }]);
    const { status, out } = await pintd(['export', path, '--result', resultOption()], {
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
    const received = await shell.sandbox.received();
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
    shell.sandbox.setScript([
      { match: { times: 1 }, do: { failEventIds: ['e2', 'e3'] } },
      { do: { failEventIds: ['e3'] } },
    ]);
    const path = await fileOf([...validLines(3), 'checkout,web,1700000000,e4,no-address']);
    await pintd(['export', path, '--result', resultOption()]);
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
      await pintd(['export', path, '--result', resultOption()]);
      rejected.push((await pintd(['rejected', job])).out);
      path = join(shell.dataDir, `rejected-${job}.csv`);
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
    [['--result', resultOption({ ad_account_id: 'abc' })], 'Ad Account ID'],
    [['--result', resultOption({ ad_account_id: 2 ** 60 })], 'quotation marks'],
    [['--result', '{"type":"pinterest'], 'not valid JSON at line 1, column 9'],
    [['--result', '{"type":1}'], 'must be JSON'],
    [['--result', ''], '--result is empty'],
    [
      ['--result', resultOption().replace('true', 'true,"skip_invalid_record":false')],
      'contains skip_invalid_record twice',
    ],
    [['--result', resultOption({ type: 'meta' })], 'not known'],
    [['--result', resultOption({ td_authentication_id: 77 })], 'no authentication with the ID 77'],
    [['--result', resultOption({ authentication: 'Nobody', access_token: undefined })], 'called Nobody'],
    [['--result', '{"type":"pinterest_conversion","ad_account_id":1}'], 'names no authentication'],
    [['--result', resultOption({ skip_invalid_records: true })], 'skip_invalid_records'],
  ])('%s: status 1, a reason, and nothing sent', async (options, reason) => {
    const { status, out, err } = await pintd(['export', await fileOf(validLines(1)), ...options]);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toContain(reason);
    expect(await shell.sandbox.received()).toEqual([]);
  });

  test('a large file is prepared in a thread, with the same result as a small one', async () => {
    const spoiled = (line: string, index: number) => (index % 1000 === 999 ? line.replace('checkout', 'buy') : line);
    const notes = (line: string, index: number) => `${line},${index === 0 ? 'notes' : 'x'.repeat(400)}`;
    const path = await fileOf(validLines(20_000).map(spoiled).map(notes));
    expect((await stat(path)).size).toBeGreaterThan(8_000_000);
    const { status, out } = await pintd(['export', path, '--result', resultOption({ skip_invalid_record: true })]);
    expect(status).toBe(0);
    const records = { read: 20_000, accepted: 19_980, rejected: 0, invalid: 20, not_sent: 0, uncertain: 0 };
    expect(JSON.parse(out).records).toEqual(records);
  });

  test('reports the encoding that it guessed', async () => {
    const file = join(shell.dataDir, 'shift-jis.csv');
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
    const inRecord = join(shell.dataDir, 'record.csv');
    await writeFile(inRecord, Buffer.concat([Buffer.from(`${header},ct\n${first},`), latin1, Buffer.from('\n')]));
    for (const options of [[], ['--summary']]) {
      const { status, err } = await pintd(['validate', inRecord, ...options]);
      expect({ status, err }).toMatchObject({ status: 0, err: expect.stringMatching(/^.*--encoding windows-1252\n$/) });
    }
    const inHeader = join(shell.dataDir, 'header.csv');
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
      shell.sandbox.setScript([{ do: { status } }]);
      const paused = await pintd(['export', await fileOf(validLines(5)), '--result', resultOption()]);
      expect(paused.status).toBe(5);
      expect(JSON.parse(paused.out)).toMatchObject({
        status: 'paused',
        error: { code },
        records: { accepted: 0, not_sent: 5 },
      });
      expect(paused.err).toContain(named);
      expect(paused.err).toContain('pintd job:resume 1');
      shell.sandbox.setScript([]);
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
    const { status, out, err } = await pintd([
      'export',
      path,
      '--result',
      resultOption({ skip_invalid_record: false }),
    ]);
    expect(status).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ status: 'error', error: { code: 'invalid_record', record: 4, line: 5 } });
    expect(err).toContain('Record 4 (line 5)');
  });

  test.runIf(process.platform === 'linux' && isInstalled('script'))('a terminal shows an error once', async () => {
    const path = await fileOf([
      'event_name,action_source,event_time,event_id,em',
      'checkout,web,1700000000,e1,no-address',
    ]);
    const command = `'${process.execPath}' '${MAIN}' export '${path}' --result '${resultOption({ skip_invalid_record: false })}'`;
    const env = shell.environment({ TERM: 'dumb' });
    const onTerminal = execFile('script', ['-qec', command, '/dev/null'], { env });
    const shown = (await onTerminal.stdout?.toArray())?.join('') ?? '';
    expect(shown).toContain('"code":"invalid_record"');
    expect(shown.match(/Record 1 \(line 2\)/g)).toHaveLength(1);
  });

  test('--no-wait queues; killing a queued job ends it without a call, and it cannot be resumed', async () => {
    const queued = await pintd(['export', await fileOf(validLines(3)), '--result', resultOption(), '--no-wait']);
    expect(JSON.parse(queued.out)).toMatchObject({ status: 'queued', records: { read: 0 }, started_at: null });
    expect(queued.err).toContain('No worker is running');
    expect((await pintd(['job:kill', '1'])).status).toBe(0);
    expect(JSON.parse((await pintd(['job:show', '1', '--json'])).out)).toMatchObject({ status: 'killed', calls: 0 });
    expect((await pintd(['job:resume', '1'])).status).toBe(1);
  });

  test('SIGINT pauses cleanly, and calls in flight are recorded', async () => {
    shell.sandbox.setScript([{ match: { call: { from: 2 } }, do: { status: 429, headers: { 'retry-after': '60' } } }]);
    const env = shell.environment({ PINTD_MAX_EVENTS_PER_CALL: '1', PINTD_CALLS_IN_FLIGHT: '1' });
    const child = spawn(process.execPath, [MAIN, 'export', await fileOf(validLines(3)), '--result', resultOption()], {
      env,
    });
    const { promise, resolve: done } = Promise.withResolvers<number | null>();
    child.on('exit', done);
    await expect.poll(async () => (await shell.sandbox.received()).length).toBeGreaterThan(1);
    const stderr = child.stderr.toArray();
    child.kill('SIGINT');
    expect(await promise).toBe(5);
    expect((await stderr).join('').match(/pintd job:resume 1/g), 'printed once').toHaveLength(1);
    const job = JSON.parse((await pintd(['job:show', '1', '--json'])).out);
    expect(job).toMatchObject({ status: 'paused', error: { code: 'interrupted' }, records: { accepted: 1 } });
  });

  test('deletes its copy of a file that no job can be created from', async () => {
    const { status, err } = await pintd(['export', await fileOf(['em', 'a@b.example']), '--result', resultOption()]);
    expect(status).toBe(1);
    expect(err).toContain('event_name');
    expect(await readdir(join(shell.dataDir, 'uploads'))).toEqual([]);
  });

  test('SIGINT while the file is being read deletes what was read', async () => {
    const child = spawn(process.execPath, [MAIN, 'export', '-', '--result', resultOption()], {
      env: shell.environment(),
    });
    const { promise, resolve: done } = Promise.withResolvers<number | null>();
    child.on('exit', done);
    const stderr = child.stderr.toArray();
    child.stdin.write(validLines(3).join('\n'));
    const kept = () => readdir(join(shell.dataDir, 'uploads')).catch(() => []);
    await expect.poll(async () => (await kept()).length).toBe(1);
    child.kill('SIGINT');
    expect(await promise).toBe(1);
    expect((await stderr).join('')).toContain('Nothing was sent, and the file was not kept.');
    expect(await kept()).toEqual([]);
    expect(JSON.parse((await pintd(['job:list', '--json'])).out)).toEqual([]);
  });
});
