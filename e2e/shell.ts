import { execFileSync } from 'node:child_process';
import { type APIRequestContext, expect } from '@playwright/test';

/** A command of pintd on the data folder of the console that is tested, or of another product; gives what it printed. */
export function pintd(args: readonly string[], input = '', env: NodeJS.ProcessEnv = shared()): string {
  return execFileSync('node', ['bin/pintd.mjs', ...args], {
    env,
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

/** The console's own settings: a job goes where it was created for. */
function shared(): NodeJS.ProcessEnv {
  const { E2E_DATA_DIR: PINTD_DATA_DIR, E2E_LIVE_PORT: port } = process.env;
  return { ...process.env, PINTD_DATA_DIR, PINTEREST_API_BASE_URL: `http://127.0.0.1:${port}` };
}

/** Tells what the product takes for Pinterest how to answer. */
export async function playFaults(request: APIRequestContext, script: readonly object[]): Promise<void> {
  const answer = await request.post(`http://127.0.0.1:${process.env['E2E_LIVE_PORT']}/__script`, { data: script });
  expect(answer.ok()).toBe(true);
}

/** CSV of so many valid records, whose event ids begin with this. */
export function csvOf(count: number, ids: string): string {
  const time = Math.floor(Date.now() / 1000) - 60;
  const records = Array.from({ length: count }, (_, i) => `checkout,web,${time},${ids}${i + 1},u${i + 1}@mail.example`);
  return ['event_name,action_source,event_time,event_id,em', ...records].join('\n');
}

/** Queues an export of these records for the console's worker; gives the job's number. */
export function queueExport(csv: string, authentication: string, account: string): number {
  const result = { type: 'pinterest_conversion', authentication, ad_account_id: account, skip_invalid_record: true };
  const printed = pintd(['export', '-', '--result', JSON.stringify(result), '--no-wait'], csv);
  return (JSON.parse(printed) as { job_id: number }).job_id;
}
