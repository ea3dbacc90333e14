import { Readable } from 'node:stream';
import { ACCOUNT, validLines } from '../../tests/kit/product.ts';
import { startApi, type TestApi } from '../api/api.test-kit.ts';
import { importTable } from '../operations/workbench/import-table.ts';
import { importOptions } from '../runtime/queries/workbench.ts';

/** TD's API over real HTTP and behind the guard, with a table `events` of three records in the database `shop`. */
export interface TestTd extends TestApi {
  /** Sends a request like Ruby's client, with an optional form. */
  td(method: string, path: string, form?: Readonly<Record<string, string>>): ReturnType<TestApi['request']>;
  runJob(id: number): Promise<string>;
}

/** The target of results in these tests: the sandbox, with the authentication that exists in every test. */
export const TARGET = JSON.stringify({
  type: 'pinterest_conversion',
  td_authentication_id: 1,
  ad_account_id: ACCOUNT,
  skip_invalid_record: true,
});

export async function startTd(): Promise<TestTd> {
  const api = await startApi();
  const { runtime } = api;
  await runtime.workbench.createDatabase('shop');
  const content = Readable.from([Buffer.from(`${validLines(3).join('\n')}\n`)]);
  await importTable(content, { database: 'shop', table: 'events', fileName: 'events.csv' }, importOptions(runtime));
  return {
    ...api,
    td(method, path, form) {
      const headers = { authorization: `TD1 ${api.key}` };
      if (!form) return api.request(method, `/v3${path}`, { key: null, headers });
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const content = new URLSearchParams(form).toString();
      return api.request(method, `/v3${path}`, { key: null, headers: { ...headers, ...type }, content });
    },
    async runJob(id) {
      const job = await runtime.jobs.find(id);
      if (!job) throw new Error(`there is no job ${id}`);
      return (await api.run(job)).state;
    },
  };
}
