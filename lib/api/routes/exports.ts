import { z } from 'zod';
import { connectorOf } from '../../connectors/registry.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { countAlreadyAccepted as count } from '../../operations/exports/count-already-accepted.ts';
import { createExport as create } from '../../operations/exports/create-export.ts';
import { fixesToSend } from '../../operations/exports/rows-to-send.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { countOptions, createExportOptions } from '../../runtime/operation-options.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { askedExport, askedUpload } from '../asked-export.ts';
import { route } from '../route.ts';
import { describeJob, jobShape } from '../shapes/job.ts';
import { isoTime, moment, named } from '../shapes/named.ts';

const newExport = z.object({ ...askedUpload, ...askedExport });

/** The export as its operations take it, checked by the connector of its authentication. */
async function planned(
  { upload, authentication: id, parameters, mapping, constants }: z.output<typeof counted>,
  runtime: Runtime,
) {
  const authentication = runtime.authentications.get(id);
  const connector = connectorOf(authentication.connector);
  const checked = parseInput(connector.parameters, parameters);
  const matching = { mapping, constants };
  return { connector, upload: await readableUpload(runtime, upload), authentication, parameters: checked, matching };
}

const counted = newExport.omit({ already_accepted: true, delivery: true });

export const createExport = route({
  id: 'createExport',
  method: 'POST',
  path: '/exports',
  tag: 'exports',
  usesAddresses: true,
  input: newExport,
  answer: jobShape,
  status: 201,
  async run({ already_accepted, delivery, ...asked }, runtime) {
    const plan = await planned(asked, runtime);
    const fixesBytes = fixesToSend(runtime, plan.upload, plan);
    const job = { ...plan, alreadyAccepted: already_accepted, delivery, fixesBytes };
    return describeJob(create(job, createExportOptions(runtime)), runtime);
  },
});

const NEVER = new AbortController().signal;

export const countAlreadyAccepted = route({
  id: 'countAlreadyAccepted',
  method: 'POST',
  path: '/exports/already-accepted',
  tag: 'exports',
  input: counted.extend({ limit: z.int().positive().optional() }),
  answer: named(
    'AlreadyAccepted',
    z.object({
      read: z.int(),
      valid: z.int(),
      already_accepted: z.int(),
      by_job: z.array(z.object({ job_id: z.int(), records: z.int(), accepted_at: moment })),
      whole: z.boolean(),
    }),
  ),
  isNeverKept: true,
  async run({ limit, ...asked }, runtime) {
    const options = countOptions(runtime, await planned(asked, runtime));
    const found = await count({ ...options, ...(limit !== undefined && { limit }), signal: NEVER });
    const { read, valid, alreadyAccepted: already_accepted, byJob, whole } = found;
    const by_job = byJob.map(({ job, count: records, acceptedAt }) => {
      return { job_id: job, records, accepted_at: isoTime(acceptedAt) };
    });
    return { read, valid, already_accepted, by_job, whole };
  },
});
