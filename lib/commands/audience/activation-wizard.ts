import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { activationOutput, activationOutputMembers } from '../../core/audience/activation/activation.ts';
import { UserError } from '../../core/errors.ts';
import { segmentProblem } from '../../operations/audience/activations/activation-problems.ts';
import { countActivationRows, previewActivation } from '../../operations/audience/activations/preview-activation.ts';
import { readableTables } from '../../operations/audience/rule-context.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { authenticationChoices } from '../authentication-choices.ts';
import { abortSignal, defineInternalCommand, idInPath, idNumber } from '../command.ts';

const POPULATIONS_SHOWN = 12;

/** What the activation wizard offers. `activation` is the activation to change or to copy. */
export const viewActivationWizard = defineInternalCommand({
  id: 'viewActivationWizard',
  permission: 'audiences.read',
  effect: 'reads',
  input: z.object({ segment: idNumber, activation: idInPath.optional() }),
  async run({ segment: id, activation }, runtime) {
    const { parentSegments, segments, builds } = runtime;
    const segment = await segments.get(id);
    const { parentSegment } = segment;
    const { schedule, timeZone, name } = await parentSegments.get(parentSegment);
    const { tables, problem } = await readableTables(runtime, parentSegment);
    return {
      parentSegment: { id: parentSegment, name, schedule, timeZone },
      builtAt: (await builds.inUse(parentSegment))?.endedAt ?? null,
      tables,
      /** Why no activation of the segment can run: a problem of the segment's rule or tables; null if there is none. */
      segmentProblem: problem ?? (await segmentProblem(runtime, segment)),
      /** The populations of the newest builds, newest first. */
      populations: await segments.populations(id, POPULATIONS_SHOWN),
      authentications: await authenticationChoices(runtime),
      connectorType: getFileConnector().type,
      activation: activation === undefined ? null : await activationOfSegment(activation, id, runtime),
    };
  },
});

async function activationOfSegment(id: number, segment: number, { activations }: Runtime) {
  const activation = await activations.get(id);
  if (activation.segment !== segment) throw new UserError('activation_unknown', { name: String(id) });
  return activation;
}

/** The numbers of customers of a segment and of rows of an activation with these behaviors. */
export const countRowsOfActivation = defineInternalCommand({
  id: 'countRowsOfActivation',
  permission: 'audiences.write',
  effect: 'reads',
  input: z.object({ segment: idNumber, behaviors: activationOutputMembers.behaviors, signal: abortSignal }),
  run: async ({ segment, behaviors, signal }, runtime) =>
    countActivationRows(runtime, { segment: await runtime.segments.get(segment), behaviors }, signal),
});

/** The first rows of an unsaved activation; values that may identify a person are masked unless requested. */
export const previewEditedActivation = defineInternalCommand({
  id: 'previewEditedActivation',
  permission: 'values.show',
  effect: 'shows',
  input: z.object({
    segment: idNumber,
    output: activationOutput,
    timeZone: z.string().default('UTC'),
    personal: z.boolean(),
    signal: abortSignal,
  }),
  async run({ segment, output, timeZone, personal, signal }, runtime) {
    const previewed = { segment: await runtime.segments.get(segment), output, timeZone };
    return previewActivation(runtime, previewed, { connector: getFileConnector(), showPersonal: personal, signal });
  },
});
