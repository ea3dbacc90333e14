import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { type APIRequestContext, expect } from '@playwright/test';
import type { CommandOptions, CommandResult } from '../lib/cli/command-line.test-kit.ts';
import type { HostAnswer, HostRequest } from './pintd-host.ts';

let host: ChildProcess | undefined;
let requestCount = 0;

/** Runs a pintd command as in a shell, and returns how it ended. */
export function runPintd(args: readonly string[], { env, input = '' }: CommandOptions): Promise<CommandResult> {
  host ??= startHost();
  const { promise, resolve: end, reject } = Promise.withResolvers<CommandResult>();
  requestCount += 1;
  const request: HostRequest = { id: requestCount, args, env, input };
  const running = host;
  const onAnswer = (answer: HostAnswer) => answer.id === request.id && end(answer);
  const onExit = (code: number | null) => reject(new Error(`The process for pintd ended with ${code} at ${args[0]}.`));
  running.on('message', onAnswer).on('exit', onExit);
  running.send(request);
  return promise.finally(() => running.off('message', onAnswer).off('exit', onExit));
}

/** Starts the process that runs the commands. It ends when this process ends. */
function startHost(): ChildProcess {
  const started = fork(resolve('e2e/pintd-host.ts'), { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  started.setMaxListeners(0);
  started.once('exit', () => {
    host = undefined;
  });
  started.unref();
  started.channel?.unref();
  return started;
}

/**
 * The output of a pintd command, by default on the data folder of the console under test. Fails if the command fails.
 */
export async function pintd(args: readonly string[], input = '', env = consoleSettings()): Promise<string> {
  const { status, out, err } = await runPintd(args, { env, input });
  if (status !== 0) throw new Error(`pintd ${args[0]} ended with ${status}: ${err}`);
  return out;
}

/** The console's environment variables, so that a command uses the same data folder and stand-in for Pinterest. */
function consoleSettings(): NodeJS.ProcessEnv {
  const { E2E_DATA_DIR: PINTD_DATA_DIR, E2E_LIVE_PORT: port } = process.env;
  return { ...process.env, PINTD_DATA_DIR, PINTEREST_API_BASE_URL: `http://127.0.0.1:${port}` };
}

/** Sets the script of the stand-in for Pinterest. */
export async function setFaults(request: APIRequestContext, script: readonly object[]): Promise<void> {
  const response = await request.post(`http://127.0.0.1:${process.env['E2E_LIVE_PORT']}/__script`, { data: script });
  expect(response.ok()).toBe(true);
}

/** CSV with `count` valid records, whose event IDs begin with `idPrefix`. */
export function csvOf(count: number, idPrefix: string): string {
  const time = Math.floor(Date.now() / 1000) - 60;
  const record = (number: number) => `checkout,web,${time},${idPrefix}${number},u${number}@mail.example`;
  const records = Array.from({ length: count }, (_, index) => record(index + 1));
  return ['event_name,action_source,event_time,event_id,em', ...records].join('\n');
}

/** Queues an export of the CSV for the console's worker; returns the job ID. */
export async function queueExport(csv: string, authentication: string, account: string): Promise<number> {
  const result = { type: 'pinterest_conversion', authentication, ad_account_id: account, skip_invalid_record: true };
  const printed = await pintd(['export', '-', '--result', JSON.stringify(result), '--no-wait'], csv);
  return (JSON.parse(printed) as { job_id: number }).job_id;
}
