import { z } from 'zod';
import type { RepeatChoice } from '../../core/job/job.ts';
import type { MappingContent } from '../../core/saved-mapping/saved-mapping.ts';
import { countAlreadyAccepted as count } from '../../operations/exports/count-already-accepted.ts';
import { resolveMatching } from '../../operations/exports/named-mapping.ts';
import { resolveExport } from '../../operations/exports/resolve-export.ts';
import { startExport } from '../../operations/exports/start-export.ts';
import { rowsWithMapping } from '../../operations/mappings/saved-fixes.ts';
import { countOptions } from '../../runtime/operation-options.ts';
import { savedFixesInTurn } from '../../runtime/reading/serialized-fixes.ts';
import { defineCommand } from '../command.ts';
import { exportInputShape, uploadInputShape } from '../inputs/export-input.ts';
import { describeJob, jobShape } from '../shapes/job.ts';
import { isoTime, registerShape, timestamp } from '../shapes/shape-registry.ts';

const exportInput = z.object({ ...uploadInputShape, ...exportInputShape });

const countInput = exportInput.omit({ already_accepted: true, delivery: true });

export const createExport = defineCommand({
  id: 'createExport',
  permission: 'exports.create',
  effect: 'changesInSteps',
  object: 'job',
  usesAddresses: true,
  input: exportInput,
  answer: jobShape,
  async run({ already_accepted, delivery, repeats: requestedRepeats, ...input }, runtime) {
    const content = await resolveMatching(input, runtime);
    const repeats = chosenRepeats(requestedRepeats, content);
    const resolved = await resolveExport({ ...input, ...content }, runtime);
    const mappingToApply = { connector: resolved.connector.type, content };
    const choices = { alreadyAccepted: already_accepted, delivery, repeats };
    const job = await savedFixesInTurn(runtime, resolved.upload, mappingToApply, (fixesBytes) =>
      startExport({ ...resolved, fixesBytes }, choices, runtime),
    );
    return describeJob(job, runtime);
  },
});

/** As requested, else as in the saved mapping. By default, all repeats are sent. */
function chosenRepeats(requested: RepeatChoice | undefined, { choices }: MappingContent): RepeatChoice {
  return requested ?? choices?.repeats ?? 'keep';
}

const NEVER_ABORTED = new AbortController().signal;

export const countAlreadyAccepted = defineCommand({
  id: 'countAlreadyAccepted',
  permission: 'exports.create',
  effect: 'reads',
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
  async run({ limit, repeats: requestedRepeats, ...input }, runtime) {
    const content = await resolveMatching(input, runtime);
    const repeats = chosenRepeats(requestedRepeats, content);
    const resolved = await resolveExport({ ...input, ...content }, runtime);
    const source = await rowsWithMapping(runtime, resolved.upload, { connector: resolved.connector.type, content });
    using seen = repeats === 'keep' ? undefined : runtime.newSeenEvents(resolved.upload);
    const options = { ...(await countOptions(runtime, resolved)), source, seen, signal: NEVER_ABORTED };
    const counts = await count({ ...options, ...(limit !== undefined && { limit }) });
    const { read, valid, alreadyAccepted: already_accepted, byJob, whole } = counts;
    const by_job = byJob.map(({ job, count: records, acceptedAt }) => {
      return { job_id: job, records, accepted_at: isoTime(acceptedAt) };
    });
    return { read, valid, already_accepted, by_job, whole };
  },
});
