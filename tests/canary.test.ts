import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandResult, MAIN, runCommand } from '../lib/cli/command-line.test-kit.ts';
import type { Rule } from '../lib/connectors/pinterest/sandbox/script.ts';
import { startSandbox } from '../lib/connectors/pinterest/sandbox/server.ts';
import { UNCERTAIN_REASONS } from '../lib/core/delivery/settle.ts';
import { messagesOf } from '../lib/messages/translate.ts';
import {
  canariesBelow,
  canariesIn,
  canaryFile,
  ECHO,
  FILE_CODES,
  filesBelow,
  hashNeedles,
  SMTP_PASSWORD,
  secretNeedles,
  TOKEN,
} from './kit/canary.ts';
import { type MailServer, startMailServer, startWebhookServer, type WebhookServer } from './kit/receivers.ts';

/**
 * Plants marked values and tokens, provokes every kind of failure, and searches the data folder, the output of every
 * process and temporary files for the marks. For pages, see e2e/canary.test.ts.
 */

const EVERYTHING = ['personal', 'other', 'hash', 'token', 'secret'] as const;
/** Folders that contain values until they are deleted. */
const KEPT = ['uploads', 'sandbox'];

let folder: string;
let dataDir: string;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let mails: MailServer;
let hook: WebhookServer;
/** Output by process or command. */
const outputs = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pintd-canary-'));
  dataDir = join(folder, 'data');
  await mkdir(join(folder, 'tmp'));
  sandbox = await startSandbox({});
  mails = await startEchoingMailServer();
  hook = await startWebhookServer();
});
afterAll(async () => {
  await sandbox.close();
  await mails.close();
  await hook.close();
  await rm(folder, { recursive: true });
});

function environment() {
  return {
    ...process.env,
    PINTD_DATA_DIR: dataDir,
    PINTEREST_API_BASE_URL: sandbox.url,
    PINTD_LOG_LEVEL: 'trace',
    PINTD_MAX_EVENTS_PER_CALL: '10',
    TMPDIR: join(folder, 'tmp'),
  };
}

function addOutput(source: string, text: string): void {
  outputs.set(source, (outputs.get(source) ?? '') + text);
}

const COMMANDS = resolve(import.meta.dirname, 'kit/commands-process.ts');

/** Runs a program; returns its standard output and its standard error. */
function runProgram(words: readonly string[], input = ''): Promise<{ readonly out: string; readonly err: string }> {
  const { promise, resolve: done } = Promise.withResolvers<{ readonly out: string; readonly err: string }>();
  const options = { env: environment(), maxBuffer: 2 ** 26 };
  const child = execFile(process.execPath, words, options, (_, out, err) => done({ out, err }));
  child.stdin?.end(input);
  return promise;
}

/** Runs a command in its own process. */
async function pintd(args: readonly string[], { input = '' } = {}): Promise<string> {
  const { out, err } = await runProgram([MAIN, ...args], input);
  addOutput(`pintd ${args[0]}`, err + out);
  return out;
}

interface Command {
  readonly args: readonly string[];
  /** The command outputs values on request, so its standard output is not checked. */
  readonly isRequested?: boolean;
}

const command = (...args: string[]): Command => ({ args });
const requested = (...args: string[]): Command => ({ args, isRequested: true });

/** Runs commands one after the other in another process, because starting one takes longer than most commands. */
async function pintdEach(...commands: readonly Command[]): Promise<string[]> {
  const { out, err } = await runProgram([COMMANDS, ...commands.map(({ args }) => JSON.stringify(args))]);
  addOutput('logs of commands', err);
  const ended = JSON.parse(out) as CommandResult[];
  return commands.map(({ args, isRequested = false }, index) => {
    const { out = '', err = '' } = ended[index] ?? {};
    addOutput(`pintd ${args[0]}`, err + (isRequested ? '' : out));
    return out;
  });
}

/** Runs a command in this process, without logs; a similar command must also run in its own process. */
async function runHere(args: readonly string[]): Promise<void> {
  const { out, err } = await runCommand(args, { env: { ...environment(), PINTD_LOG_LEVEL: 'silent' } });
  addOutput(`pintd ${args[0]}`, out + err);
}

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, [resolve(import.meta.dirname, '../lib/worker/main.ts')], {
    env: environment(),
  });
  for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (chunk) => addOutput('worker', String(chunk)));
  return worker;
}

/** Lines of a worker's log about jobs that it has released. */
function releaseLines(log = ''): string[] {
  return log.split('\n').filter((line) => line.includes('job released'));
}

function until(condition: () => boolean): Promise<void> {
  return expect.poll(condition).toBe(true);
}

async function stop(worker: ChildProcess): Promise<void> {
  worker.kill('SIGTERM');
  await once(worker, 'close');
}

const result = (account: string, skip = true) =>
  JSON.stringify({
    type: 'pinterest_conversion',
    authentication: 'Kanal',
    ad_account_id: account,
    skip_invalid_record: skip,
  });

/** Failures of the receiving service, one per ad account, each of which echoes all values. */
const FAILURES: readonly Rule['do'][] = [
  { failEventIds: ['wachtelqx-bad'], message: ECHO, warnEventIds: ['wachtelqx-odd'], warning: ECHO },
  { status: 422, failIndexes: [0, 1, 2], message: ECHO },
  { status: 418, message: ECHO },
  { status: 200, body: ECHO },
  { status: 422, body: ECHO },
  { status: 403, message: ECHO },
];
const POISON: Rule = {
  match: { eventId: 'wachtelqx-poison', account: accountOf(0) },
  do: { status: 400, message: ECHO },
};
const REFUSED: Rule = { match: { account: accountOf(FAILURES.length) }, do: { status: 401, message: ECHO } };

const IDS = ['poison', 'bad', 'odd', ...Array.from({ length: 20 }, (_, i) => `e${i}`)];

/** Refuses the first login and the first recipient, and echoes their values. */
function startEchoingMailServer(): Promise<MailServer> {
  let refusals = 2;
  const mayPass = () => --refusals < 0;
  return startMailServer({
    authOptional: false,
    onAuth: ({ password }, _, done) =>
      mayPass() ? done(null, { user: 'console' }) : done(new Error(`not with ${password}`)),
    onRcptTo: ({ address }, _, done) => done(mayPass() ? null : new Error(`${address} ${SMTP_PASSWORD}`)),
  });
}

/** Enables all notifications; returns the webhook's secret. */
async function enableNotifications(): Promise<string> {
  const settings = {
    mail_from: 'me@shop.example',
    smtp_port: String(mails.port),
    smtp_security: 'none',
    smtp_host: '127.0.0.1',
    smtp_user: 'console',
    rejects_percent: '0',
    mail_recipients: 'ops@shop.example',
  };
  for (const [key, value] of Object.entries(settings)) await runHere(['settings:set', key, value]);
  await pintd(['settings:set', 'smtp_password'], { input: SMTP_PASSWORD });
  hook.status = 500;
  const [, secret = ''] = await pintdEach(
    requested('settings:set', 'webhook_url', hook.url),
    requested('notify:renew-secret'),
    command('notify:test-webhook'),
    command('notify:test-mail', 'ops@shop.example'),
  );
  hook.status = 200;
  return secret.trim();
}

function accountOf(index: number): string {
  return String(549764609761 + index);
}

async function plantAndFail(): Promise<number[]> {
  const file = join(folder, 'events.csv');
  await writeFile(file, canaryFile(IDS, Math.floor(Date.now() / 1000)));
  sandbox.setScript([
    POISON,
    ...FAILURES.map((failure, i) => ({ match: { account: accountOf(i) }, do: failure })),
    REFUSED,
  ]);
  await pintd(['auth:create', 'Kanal'], { input: TOKEN });
  const send = (account: string, ...args: string[]) => ['export', file, ...args, '--result', result(account)];
  const [first] = await Promise.all([
    pintd(send(accountOf(0))),
    pintd(['export', '-', '--result', result(accountOf(0))], { input: 'em,EM\nkanarieqx@mail.example,x\n' }),
  ]);
  const others = FAILURES.slice(1).map((_, index) => send(accountOf(index + 1)));
  const [, ...jobs] = await pintdEach(
    command('auth:test', 'Kanal', '--ad-account', accountOf(0)),
    ...[...others, send(accountOf(0), '--sandbox')].map((args) => command(...args)),
    // Last, since a refused token pauses every other job of its authentication.
    command(...send(accountOf(FAILURES.length))),
    command('export', file, '--no-wait', '--result', result('549764609799', false)),
  );
  return [first, ...jobs].map((out) => (JSON.parse(out) as { job_id: number }).job_id);
}

/** Runs all commands that show jobs and files, and checks what they show. */
async function runAllViews(jobs: readonly number[]): Promise<void> {
  const file = join(folder, 'events.csv');
  const [first, second] = jobs.map(String);
  const [summary = '', list = '', rejected = ''] = await pintdEach(
    command('validate', file, '--summary'),
    command('job:list', '--json'),
    requested('rejected', first ?? ''),
    requested('validate', file),
    ...[['job:show', first ?? ''], ['job:batches', second ?? ''], ['auth:list']].map((args) => command(...args)),
    ...[['status'], ['settings'], ['settings', '--json']].map((args) => command(...args)),
    ...[['notify:list'], ['notify:list', '--json']].map((args) => command(...args)),
  );
  const { errors, warnings } = JSON.parse(summary);
  expect(Object.keys({ ...errors, ...warnings })).toEqual(expect.arrayContaining(FILE_CODES));
  const rejectedFor = (code: string) => rejected.includes(`,${code},`);
  expect(['rejected', 'refused_request', 'em_malformed'].filter((code) => !rejectedFor(code))).toEqual([]);
  expect(canariesIn(Buffer.from(rejected), ['personal'])).not.toEqual([]);
  // The output of `audit:list` is searched like that of every command, and its table with the database.
  const logged = JSON.parse(await pintd(['audit:list', '1000', '--json'])) as { action: string }[];
  const actions = new Set(logged.map(({ action }) => action));
  expect([...actions]).toEqual(
    expect.arrayContaining(['createExport', 'createUpload', 'getRejectedCsv', 'testWebhook']),
  );
  const ends = (JSON.parse(list) as { error: { code: string } | null }[]).map(({ error }) => error?.code);
  expect(ends).toEqual(expect.arrayContaining(['unauthorized', 'forbidden', 'refused', 'uncertain', 'invalid_record']));
}

test('values and tokens are only in the expected places, and nowhere after deletion', async () => {
  const secret = await enableNotifications();
  const jobs = await plantAndFail();
  const worker = startWorker();
  const queued = `"job":${jobs.at(-1)},`;
  await until(() => releaseLines(outputs.get('worker')).some((line) => line.includes(queued)));
  await until(() => mails.mails.length > 2 && hook.calls.length > 2);
  await stop(worker);
  await runAllViews(jobs);

  const events = JSON.stringify(await sandbox.events(accountOf(0)));
  const hashes = hashNeedles([...new Set(events.match(/[0-9a-f]{64}/g))]);
  expect(hashes.length).toBeGreaterThan(10);
  const more = [...hashes, ...secretNeedles(secret)];
  const notified = JSON.stringify([mails.mails, hook.calls]);
  expect(canariesIn(Buffer.from(notified.replaceAll(/=(?:\\r)?\\n/g, '')), EVERYTHING, more)).toEqual([]);
  const pathsWithValues = Object.keys(canariesBelow(dataDir, ['personal']));
  for (const place of KEPT) expect(pathsWithValues.filter((path) => path.startsWith(place))).not.toEqual([]);
  expect(canariesBelow(dataDir, EVERYTHING, { except: KEPT, more })).toEqual({});
  expect(canariesBelow(dataDir, ['token', 'secret'], { more })).toEqual({});
  expect(filesBelow(join(folder, 'tmp'))).toEqual([]);
  expect(outputs.get('logs of commands')).toContain('"job released"');
  for (const [source, text] of outputs) {
    expect({ source, found: canariesIn(Buffer.from(text), EVERYTHING, more) }).toEqual({ source, found: [] });
  }

  const [first, ...others] = jobs.map((job) => ['job:kill', String(job)]);
  await pintd(first ?? []);
  // One after the other: a writer that waits for another one blocks their common thread until it times out.
  for (const each of others) await runHere(each);
  await pintd(['settings:set', 'retention_days', '0']);
  const sweeper = startWorker();
  await until(() => filesBelow(dataDir).every((path) => !KEPT.some((start) => path.startsWith(start))));
  await stop(sweeper);
  expect(canariesBelow(dataDir, EVERYTHING, { more })).toEqual({});
  expect(existsSync(join(dataDir, 'console.db'))).toBe(true);
  expect(canariesIn(Buffer.from(outputs.get('worker') ?? ''), EVERYTHING, more)).toEqual([]);
});

test('the file provokes every issue of a record that does not depend on a call', () => {
  const notInFile: readonly string[] = [
    ...UNCERTAIN_REASONS,
    'rejected',
    'refused_request',
    'accepted_with_warning',
    'already_accepted',
    // Issues of a mapping, and of whole files.
    ...['value_left_out', 'value_unmatched', 'decimal_other_currency', 'db_century', 'repeated_event', 'total_row'],
    ...['ph_two_readings'],
    // Issues of a JSON Lines file; covered by tests/jsonl.test.ts.
    ...['bad_json', 'json_not_object', 'duplicate_key'],
  ];
  const inFile = Object.keys(messagesOf('issues')).filter((code) => !notInFile.includes(code));
  expect([...new Set(FILE_CODES)].sort()).toEqual(inFile.sort());
});
