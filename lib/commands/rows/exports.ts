import { z } from 'zod';
import { defineRoute } from '../../api/route.ts';
import { connectorOf } from '../../connectors/registry.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { countAlreadyAccepted as count } from '../../operations/exports/count-already-accepted.ts';
import { createExport as create } from '../../operations/exports/create-export.ts';
import { fixesToSend } from '../../operations/exports/rows-to-send.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { countOptions, createExportOptions } from '../../runtime/operation-options.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { exportInputShape, uploadInputShape } from '../inputs/export-input.ts';
import { describeJob, jobShape } from '../shapes/job.ts';
import { isoTime, registerShape, timestamp } from '../shapes/shape-registry.ts';

const exportInput = z.object({ ...uploadInputShape, ...exportInputShape });

/** Prepares an export for its operations, with the parameters checked by the connector of its authentication. */
async function planExport(
  { upload, authentication: id, parameters, mapping, constants }: z.output<typeof countInput>,
  runtime: Runtime,
) {
  const authentication = runtime.authentications.get(id);
  const connector = connectorOf(authentication.connector);
  const checked = parseInput(connector.parameters, parameters);
  const matching = { mapping, constants };
  return { connector, upload: await readableUpload(runtime, upload), authentication, parameters: checked, matching };
}

const countInput = exportInput.omit({ already_accepted: true, delivery: true });

export const createExport = defineRoute({
  id: 'createExport',
  method: 'POST',
  path: '/exports',
  tag: 'exports',
  usesAddresses: true,
  input: exportInput,
  answer: jobShape,
  status: 201,
  async run({ already_accepted, delivery, ...input }, runtime) {
    const plan = await planExport(input, runtime);
    const fixesBytes = fixesToSend(runtime, plan.upload, plan);
    const job = { ...plan, alreadyAccepted: already_accepted, delivery, fixesBytes };
    return describeJob(create(job, createExportOptions(runtime)), runtime);
  },
});

const NEVER = new AbortController().signal;

export const countAlreadyAccepted = defineRoute({
  id: 'countAlreadyAccepted',
  method: 'POST',
  path: '/exports/already-accepted',
  tag: 'exports',
  input: countInput.extend({ limit: z.int().positive().optional() }),
  answer: registerShape(
    'AlreadyAccepted',
    z.object({
      read: z.int(),
      valid: z.int(),
      already_accepted: z.int(),
      by_job: z.array(z.object({ job_id: z.int(), records: z.int(), accepted_at: timestamp })),
      whole: z.boolean(),
    }),
  ),
  isNeverStored: true,
  async run({ limit, ...input }, runtime) {
    const options = countOptions(runtime, await planExport(input, runtime));
    const found = await count({ ...options, ...(limit !== undefined && { limit }), signal: NEVER });
    const { read, valid, alreadyAccepted: already_accepted, byJob, whole } = found;
    const by_job = byJob.map(({ job, count: records, acceptedAt }) => {
      return { job_id: job, records, accepted_at: isoTime(acceptedAt) };
    });
    return { read, valid, already_accepted, by_job, whole };
  },
});
