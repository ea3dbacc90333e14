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
import { LEFT_OUT_WHEN_PREPARED } from '../lib/core/issue.ts';
import { messagesOf } from '../lib/messages/translate.ts';
import {
  canariesBelow,
  canariesIn,
  canaryFile,
  ECHO,
  FILE_CODES,
  filesBelow,
  hashCanaries,
  SMTP_PASSWORD,
  secretCanaries,
  TOKEN,
} from './kit/canary.ts';
import { type MailServer, startMailServer, startWebhookServer, type WebhookServer } from './kit/receivers.ts';

/**
 * Plants canaries (values, tokens and secrets that occur nowhere else), provokes every kind of failure, and searches
 * the data folder, the output of every process and temporary files for them. For pages, see e2e/canary.test.ts.
 */

const ALL_KINDS = ['personal', 'other', 'hash', 'token', 'secret'] as const;
/** Folders whose files contain customer values until the worker deletes the files. */
const FOLDERS_WITH_VALUES = ['uploads', 'sandbox'];

let folder: string;
let dataDir: string;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let mailServer: MailServer;
let hook: WebhookServer;
/** Output by process or command. */
const outputs = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pintd-canary-'));
  dataDir = join(folder, 'data');
  await mkdir(join(folder, 'tmp'));
  sandbox = await startSandbox({});
  mailServer = await startEchoingMailServer();
  hook = await startWebhookServer();
});
afterAll(async () => {
  await sandbox.close();
  await mailServer.close();
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

const COMMANDS_SCRIPT = resolve(import.meta.dirname, 'kit/commands-process.ts');

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
  /** Its purpose is to show values or a secret, so its standard output is not searched. */
  readonly showsCanaries?: boolean;
}

const command = (...args: string[]): Command => ({ args });
const showingCommand = (...args: string[]): Command => ({ args, showsCanaries: true });

/** Runs commands one after the other in one process, because starting a process takes longer than most commands. */
async function pintdEach(...commands: readonly Command[]): Promise<string[]> {
  const { out, err } = await runProgram([COMMANDS_SCRIPT, ...commands.map(({ args }) => JSON.stringify(args))]);
  addOutput('logs of commands', err);
  const results = JSON.parse(out) as CommandResult[];
  return commands.map(({ args, showsCanaries = false }, index) => {
    const result = results[index] ?? { out: '', err: '' };
    addOutput(`pintd ${args[0]}`, result.err + (showsCanaries ? '' : result.out));
    return result.out;
  });
}

/** Runs a command in this process, without logs. A command like it must also run in its own process, for its logs. */
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

/** The value of the option `--result`, as JSON. */
const resultOption = (account: string, skipInvalid = true) =>
  JSON.stringify({
    type: 'pinterest_conversion',
    authentication: 'Kanal',
    ad_account_id: account,
    skip_invalid_record: skipInvalid,
  });

/** Failures of the receiving service, one per ad account, each of which echoes canaries and the token. */
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
const REFUSED_TOKEN: Rule = { match: { account: accountOf(FAILURES.length) }, do: { status: 401, message: ECHO } };

const IDS = ['poison', 'bad', 'odd', ...Array.from({ length: 20 }, (_, i) => `e${i}`)];

/** Refuses the first login and, after it, the first recipient; both responses echo canaries. */
function startEchoingMailServer(): Promise<MailServer> {
  let logins = 0;
  let recipients = 0;
  return startMailServer({
    authOptional: false,
    onAuth: ({ password }, _, done) =>
      ++logins > 1 ? done(null, { user: 'console' }) : done(new Error(`not with ${password}`)),
    onRcptTo: ({ address }, _, done) => done(++recipients > 1 ? null : new Error(`${address} ${SMTP_PASSWORD}`)),
  });
}

/** Enables all notifications; returns the webhook's secret. */
async function enableNotifications(): Promise<string> {
  const settings = {
    mail_from: 'me@shop.example',
    smtp_port: String(mailServer.port),
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
    showingCommand('settings:set', 'webhook_url', hook.url),
    showingCommand('notify:renew-secret'),
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
    REFUSED_TOKEN,
  ]);
  await pintd(['auth:create', 'Kanal'], { input: TOKEN });
  const exportArgs = (account: string, ...args: string[]) => [
    'export',
    file,
    ...args,
    '--result',
    resultOption(account),
  ];
  const [first] = await Promise.all([
    pintd(exportArgs(accountOf(0))),
    pintd(['export', '-', '--result', resultOption(accountOf(0))], { input: 'em,EM\nkanarieqx@mail.example,x\n' }),
  ]);
  const others = FAILURES.slice(1).map((_, index) => exportArgs(accountOf(index + 1)));
  const [, ...jobs] = await pintdEach(
    command('auth:test', 'Kanal', '--ad-account', accountOf(0)),
    ...[...others, exportArgs(accountOf(0), '--sandbox')].map((args) => command(...args)),
    // This export comes after all others that are executed here: its refused token pauses all jobs of the
    // authentication.
    command(...exportArgs(accountOf(FAILURES.length))),
    command('export', file, '--no-wait', '--result', resultOption('549764609799', false)),
  );
  return [first, ...jobs].map((out) => (JSON.parse(out) as { job_id: number }).job_id);
}

/** Runs commands that show files, jobs, settings, notifications and the audit log, and checks what they show. */
async function runAllViews(jobs: readonly number[]): Promise<void> {
  const file = join(folder, 'events.csv');
  const [first, second] = jobs.map(String);
  const [summary = '', list = '', rejected = ''] = await pintdEach(
    command('validate', file, '--summary'),
    command('job:list', '--json'),
    showingCommand('rejected', first ?? ''),
    showingCommand('validate', file),
    ...[['job:show', first ?? ''], ['job:batches', second ?? ''], ['auth:list']].map((args) => command(...args)),
    ...[['status'], ['settings'], ['settings', '--json']].map((args) => command(...args)),
    ...[['notify:list'], ['notify:list', '--json']].map((args) => command(...args)),
  );
  const { errors, warnings, left_out: leftOut } = JSON.parse(summary);
  const counted = FILE_CODES.filter((code) => !LEFT_OUT_WHEN_PREPARED.includes(code));
  expect(Object.keys({ ...errors, ...warnings })).toEqual(expect.arrayContaining(counted));
  expect(leftOut).toBe(FILE_CODES.length - counted.length);
  const rejectedFor = (code: string) => rejected.includes(`,${code},`);
  expect(['rejected', 'refused_request', 'em_malformed'].filter((code) => !rejectedFor(code))).toEqual([]);
  expect(canariesIn(Buffer.from(rejected), ['personal'])).not.toEqual([]);
  // The audit log has entries: otherwise, searching it for canaries would prove nothing.
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
  await until(() => mailServer.mails.length > 2 && hook.calls.length > 2);
  await stop(worker);
  await runAllViews(jobs);

  const events = JSON.stringify(await sandbox.events(accountOf(0)));
  const hashes = hashCanaries([...new Set(events.match(/[0-9a-f]{64}/g))]);
  expect(hashes.length).toBeGreaterThan(10);
  const moreCanaries = [...hashes, ...secretCanaries(secret)];
  // Emails may break lines within a canary, as quoted-printable does.
  const notified = JSON.stringify([mailServer.mails, hook.calls]).replaceAll(/=(?:\\r)?\\n/g, '');
  expect(canariesIn(Buffer.from(notified), ALL_KINDS, moreCanaries)).toEqual([]);
  const pathsWithValues = Object.keys(canariesBelow(dataDir, ['personal']));
  for (const name of FOLDERS_WITH_VALUES)
    expect(pathsWithValues.filter((path) => path.startsWith(name))).not.toEqual([]);
  expect(canariesBelow(dataDir, ALL_KINDS, { except: FOLDERS_WITH_VALUES, moreCanaries })).toEqual({});
  expect(canariesBelow(dataDir, ['token', 'secret'], { moreCanaries })).toEqual({});
  expect(filesBelow(join(folder, 'tmp'))).toEqual([]);
  expect(outputs.get('logs of commands')).toContain('"job released"');
  for (const [source, text] of outputs) {
    expect({ source, found: canariesIn(Buffer.from(text), ALL_KINDS, moreCanaries) }).toEqual({ source, found: [] });
  }

  const [first, ...others] = jobs.map((job) => ['job:kill', String(job)]);
  await pintd(first ?? []);
  // One after the other: the commands share this thread, so a command that waits for a lock would block its holder.
  for (const args of others) await runHere(args);
  await pintd(['settings:set', 'retention_days', '0']);
  const deletingWorker = startWorker();
  await until(() => filesBelow(dataDir).every((path) => !FOLDERS_WITH_VALUES.some((name) => path.startsWith(name))));
  await stop(deletingWorker);
  expect(canariesBelow(dataDir, ALL_KINDS, { moreCanaries })).toEqual({});
  expect(existsSync(join(dataDir, 'console.db'))).toBe(true);
  expect(canariesIn(Buffer.from(outputs.get('worker') ?? ''), ALL_KINDS, moreCanaries)).toEqual([]);
});

test('the file provokes every issue that a record of a CSV file can have by itself', () => {
  const notInFile: readonly string[] = [
    // Issues that depend on a call, or on an earlier export.
    ...UNCERTAIN_REASONS,
    'rejected',
    'refused_request',
    'accepted_with_warning',
    'already_accepted',
    // Issues that depend on the mapping.
    ...[
      'value_left_out',
      'value_unmatched',
      'decimal_other_currency',
      'db_century',
      'ph_two_readings',
      'zp_parts_short',
    ],
    // Issues of whole files.
    ...['repeated_event', 'total_row'],
    // Issues of a JSON Lines file; covered by tests/jsonl.test.ts.
    ...['bad_json', 'json_not_object', 'duplicate_key'],
  ];
  const inFile = Object.keys(messagesOf('issues')).filter((code) => !notInFile.includes(code));
  expect([...new Set(FILE_CODES)].sort()).toEqual(inFile.sort());
});
