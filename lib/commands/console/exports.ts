import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { exportInput } from '../../core/export/export-input.ts';
import type { RepeatChoice } from '../../core/job/job.ts';
import { sandboxAuthentication } from '../../operations/authentications/choose-authentication.ts';
import { countAlreadyAccepted } from '../../operations/exports/count-already-accepted.ts';
import { listTrials } from '../../operations/exports/list-trials.ts';
import { type ResolvedExport, resolveExport } from '../../operations/exports/resolve-export.ts';
import { startExport } from '../../operations/exports/start-export.ts';
import { startRehearsal, startTest } from '../../operations/exports/start-trial.ts';
import { rememberExport } from '../../operations/mappings/remember-export.ts';
import { runAfterJob } from '../../runtime/after-job.ts';
import { countOptions } from '../../runtime/operation-options.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { abortSignal, defineInternalCommand, idNumber, noInput } from '../command.ts';
import { domainKey, findOrCreateJob } from '../inputs/domain-key.ts';

const input = exportInput(getFileConnector().parameters);

const seenInput = input.extend({
  /** Length in bytes of the fixes that the page showed; missing if the file was not reviewed. */
  seen: z.int().nonnegative().optional(),
});

/**
 * Saves mapping, choices and account for later files. Stores the number of repeats in the job. Returns the job's id.
 */
async function rememberChoices(resolved: ResolvedExport, repeats: RepeatChoice, runtime: Runtime, id: number) {
  const { authentication, connector, parameters, upload } = resolved;
  await runAfterJob(
    async () => {
      const review = await runtime.reviews.find(upload.id);
      if (review) await runtime.reviewRepeats.noteInJobs(review);
      await runtime.authentications.keepAccount(authentication.id, connector.accountOf(parameters));
      await rememberExport({ ...resolved, repeats }, runtime);
    },
    id,
    runtime,
  );
  return id;
}

/** Creates the export that the last step shows, and saves its mapping for later files. Returns the job's id. */
export const sendEvents = defineInternalCommand({
  id: 'sendEvents',
  permission: 'exports.create',
  effect: 'changesInSteps',
  object: 'job',
  usesAddresses: true,
  input: seenInput.extend({ domainKey }),
  run: ({ domainKey: key, alreadyAccepted, delivery, repeats, seen, ...request }, runtime) =>
    findOrCreateJob(key, runtime, async () => {
      const resolved = await resolveExport(request, runtime);
      const choices = { alreadyAccepted, delivery, repeats, seenFixesBytes: seen, domainKey: key };
      // One transaction, so that no fix is made between the comparison with the fixes that the page showed and the
      // creation of the job.
      const { id } = await runtime.inOneTransaction(() => startExport(resolved, choices, runtime));
      return rememberChoices(resolved, repeats, runtime, id);
    }),
});

/** Sends the first events of the export as test events. Returns the job's id. */
export const sendTestEvents = defineInternalCommand({
  id: 'sendTestEvents',
  permission: 'exports.create',
  effect: 'changesInSteps',
  object: 'job',
  usesAddresses: true,
  input: seenInput,
  run: async ({ repeats, seen, ...request }, runtime) => {
    const resolved = await resolveExport(request, runtime);
    const { id } = await startTest(resolved, { repeats, seenFixesBytes: seen }, runtime);
    return rememberChoices(resolved, repeats, runtime, id);
  },
});

/** Sends the whole export to the sandbox, with the sandbox's authentication. Returns the job's id. */
export const rehearseExport = defineInternalCommand({
  id: 'rehearseExport',
  permission: 'exports.create',
  effect: 'changesInSteps',
  object: 'job',
  usesAddresses: true,
  input: seenInput.omit({ authentication: true }),
  run: async ({ repeats, seen, ...request }, runtime) => {
    const { id: authentication } = await sandboxAuthentication(runtime.authentications, getFileConnector().type);
    const resolved = await resolveExport({ ...request, authentication }, runtime);
    const { id } = await runtime.inOneTransaction(() =>
      startRehearsal(resolved, { repeats, seenFixesBytes: seen }, runtime),
    );
    return rememberChoices(resolved, repeats, runtime, id);
  },
});

/** The last test and the last rehearsal of a file. */
export const viewTrials = defineInternalCommand({
  id: 'viewTrials',
  permission: 'exports.create',
  effect: 'reads',
  input: z.object({ upload: idNumber }),
  run: ({ upload }, runtime) => listTrials(upload, runtime),
});

/** The number of records that an export would leave out as already accepted. May have to read the whole file. */
export const viewAlreadyAccepted = defineInternalCommand({
  id: 'viewAlreadyAccepted',
  permission: 'exports.create',
  effect: 'reads',
  input: input.extend({ signal: abortSignal }),
  async run({ signal, ...request }, runtime) {
    const resolved = await resolveExport(request, runtime);
    using seenEvents = request.repeats === 'keep' ? undefined : runtime.newSeenEvents(resolved.upload);
    return countAlreadyAccepted({ ...(await countOptions(runtime, resolved)), seen: seenEvents, signal });
  },
});

/** All saved mappings, by name. */
export const viewMappings = defineInternalCommand({
  id: 'viewMappings',
  permission: 'mappings.read',
  effect: 'reads',
  input: noInput,
  run: (_, { savedMappings }) => savedMappings.list(),
});
