import { Readable } from 'node:stream';
import { connectorOf } from '#lib/connectors/registry.ts';
import { readEnv } from '#lib/env.ts';
import { createExport } from '#lib/operations/exports/create-export.ts';
import { receiveUpload } from '#lib/operations/uploads/receive-upload.ts';
import { openRuntime } from '#lib/runtime/runtime.ts';

/**
 * Creates many jobs for one small upload, each for a different account. All in this process, because a process per job
 * would take minutes.
 */
export async function createJobs(settings: Readonly<Record<string, string>>, count: number): Promise<number[]> {
  const runtime = await openRuntime(readEnv(settings), 'torture');
  const connector = connectorOf('pinterest_conversion');
  const [authentication] = await runtime.authentications.list();
  if (!authentication) throw new Error('There is no authentication.');
  const content = Readable.from([Buffer.from(csv())]);
  const upload = await receiveUpload(content, { name: 'events.csv' }, { ...runtime, connector });
  const jobs: number[] = [];
  for (let index = 0; index < count; index++) {
    const parameters = { ad_account_id: String(800_000 + index), skip_invalid_record: true };
    jobs.push((await createExport({ connector, upload, authentication, parameters }, runtime)).id);
  }
  await runtime.close();
  return jobs;
}

function csv(): string {
  const time = Math.floor(Date.now() / 1000) - 60;
  const lines = [1, 2, 3].map((id) => `checkout,web,${time},e${id},user${id}@shop.example`);
  return `${['event_name,action_source,event_time,event_id,em', ...lines].join('\n')}\n`;
}
