import { execFileSync } from 'node:child_process';
import { type APIRequestContext, expect } from '@playwright/test';

/** Runs a pintd command on the data folder of the console under test, or of another product; returns its output. */
export function pintd(args: readonly string[], input = '', env: NodeJS.ProcessEnv = consoleSettings()): string {
  return execFileSync('node', ['bin/pintd.mjs', ...args], {
    env,
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

/** The settings of the console, so that jobs have its destination. */
function consoleSettings(): NodeJS.ProcessEnv {
  const { E2E_DATA_DIR: PINTD_DATA_DIR, E2E_LIVE_PORT: port } = process.env;
  return { ...process.env, PINTD_DATA_DIR, PINTEREST_API_BASE_URL: `http://127.0.0.1:${port}` };
}

/** Sets the script of the stand-in for Pinterest. */
export async function setFaults(request: APIRequestContext, script: readonly object[]): Promise<void> {
  const response = await request.post(`http://127.0.0.1:${process.env['E2E_LIVE_PORT']}/__script`, { data: script });
  expect(response.ok()).toBe(true);
}

/** CSV with `count` valid records, whose event ids begin with `ids`. */
export function csvOf(count: number, ids: string): string {
  const time = Math.floor(Date.now() / 1000) - 60;
  const records = Array.from({ length: count }, (_, i) => `checkout,web,${time},${ids}${i + 1},u${i + 1}@mail.example`);
  return ['event_name,action_source,event_time,event_id,em', ...records].join('\n');
}

/** Queues an export of these records for the console's worker; returns the job ID. */
export function queueExport(csv: string, authentication: string, account: string): number {
  const result = { type: 'pinterest_conversion', authentication, ad_account_id: account, skip_invalid_record: true };
  const printed = pintd(['export', '-', '--result', JSON.stringify(result), '--no-wait'], csv);
  return (JSON.parse(printed) as { job_id: number }).job_id;
}
