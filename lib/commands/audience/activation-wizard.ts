import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { activationOutput, activationOutputMembers } from '../../core/audience/activation/activation.ts';
import { UserError } from '../../core/errors.ts';
import { segmentProblem } from '../../operations/audience/activations/activation-problems.ts';
import { countActivationRows, previewActivation } from '../../operations/audience/activations/preview-activation.ts';
import { readableColumns } from '../../operations/audience/rule-context.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { authenticationChoices } from '../authentication-choices.ts';
import { abortSignal, defineView, idInPath, idNumber } from '../command.ts';

/** How many builds are shown with their populations. */
const POPULATIONS_SHOWN = 12;

/** What the wizard of an activation offers. `activation` is the one to change or to start with. */
export const viewActivationWizard = defineView({
  id: 'viewActivationWizard',
  permission: 'audiences.read',
  effect: 'reads',
  input: z.object({ segment: idNumber, activation: idInPath.optional() }),
  async run({ segment: id, activation }, runtime) {
    const { parentSegments, segments, builds } = runtime;
    const segment = await segments.get(id);
    const { parentSegment } = segment;
    const { schedule, name } = await parentSegments.get(parentSegment);
    const { columns, problem } = await readableColumns(runtime, parentSegment);
    return {
      parentSegment: { id: parentSegment, name, schedule },
      builtAt: (await builds.inUse(parentSegment))?.endedAt ?? null,
      columns,
      /** Why no activation of the segment can run: its rule, or the tables that it reads. */
      segmentProblem: problem ?? (await segmentProblem(runtime, segment)),
      /** The populations of the newest builds, newest first. */
      populations: await segments.populations(id, POPULATIONS_SHOWN),
      authentications: await authenticationChoices(runtime),
      connectorType: getFileConnector().type,
      activation: activation === undefined ? null : await ofSegment(activation, id, runtime),
    };
  },
});

async function ofSegment(id: number, segment: number, { activations }: Runtime) {
  const found = await activations.get(id);
  if (found.segment !== segment) throw new UserError('activation_unknown', { name: String(id) });
  return found;
}

const { behaviors } = activationOutputMembers;

/** The customers of a segment, and the rows of an activation with these behaviors. */
export const countRowsOfActivation = defineView({
  id: 'countRowsOfActivation',
  permission: 'audiences.write',
  effect: 'reads',
  input: z.object({ segment: idNumber, behaviors, signal: abortSignal }),
  run: async ({ segment, behaviors: rows, signal }, runtime) =>
    countActivationRows(runtime, { segment: await runtime.segments.get(segment), behaviors: rows }, signal),
});

/** The first rows of an activation that is not saved; values that may identify a person are masked unless requested. */
export const previewEditedActivation = defineView({
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
    return previewActivation(runtime, previewed, { connector: getFileConnector(), personal, signal });
  },
});
