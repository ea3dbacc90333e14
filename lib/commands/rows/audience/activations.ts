import { z } from 'zod';
import { activationMembers } from '../../../core/audience/activation/saved-activation.ts';
import { UserError } from '../../../core/errors.ts';
import { runActivation as run } from '../../../operations/audience/run-activation.ts';
import { saveActivation } from '../../../operations/audience/save-activation.ts';
import { changeSchedule } from '../../../operations/schedules/change-schedule.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { defineCommand, idNumber } from '../../command.ts';
import { ifUpdatedAt } from '../../inputs/if-updated-at.ts';
import { pageInput, pageShape, toPage } from '../../inputs/page.ts';
import { scheduleChangesOf, scheduleInputShape } from '../../inputs/schedule-input.ts';
import { activationObject, activationShape } from '../../shapes/audience/activation.ts';
import { describeJob, jobShape } from '../../shapes/job.ts';
import { plannedRunObject, plannedRunShape } from '../../shapes/planned-run.ts';
import { registerShape } from '../../shapes/shape-registry.ts';

const { name, description, authentication, parameters, output } = activationMembers;
const activation = z.object({ activation: idNumber });

const activationInput = z.object({
  name,
  description: description.unwrap().optional(),
  authentication,
  parameters,
  output,
  /** Null if it runs only manually. */
  schedule: z.object(scheduleInputShape).nullable().optional(),
});

function changesOf({ schedule, ...choice }: Partial<z.output<typeof activationInput>>) {
  return { choice, schedule: schedule && scheduleChangesOf(schedule) };
}

/** Lists the activations of all segments of a parent segment, or of one of its segments, by id. */
export const listActivations = defineCommand({
  id: 'listActivations',
  permission: 'audiences.read',
  effect: 'reads',
  input: z.object({ parent_segment: idNumber, ...pageInput, segment: idNumber.optional() }),
  answer: registerShape('ActivationPage', pageShape(activationShape)),
  async run({ parent_segment: parent, cursor = 0, limit, segment }, { parentSegments, activations }) {
    await parentSegments.get(parent); // throws if unknown
    const remaining = (await activations.list(parent))
      .filter((listed) => listed.id > cursor && (segment === undefined || listed.segment === segment))
      .sort((a, b) => a.id - b.id);
    return toPage(remaining, limit, ({ id }) => id, activationObject);
  },
});

/** Refused if a column does not exist or a parameter is invalid for the service. */
export const createActivation = defineCommand({
  id: 'createActivation',
  permission: 'audiences.write',
  effect: 'changesInSteps',
  object: 'activation',
  usesAddresses: true,
  input: activationInput.extend({ segment: idNumber }),
  answer: activationShape,
  run: async ({ segment, ...input }, runtime) =>
    activationObject(await saveActivation(runtime, { segment }, changesOf(input))),
});

export const getActivation = defineCommand({
  id: 'getActivation',
  permission: 'audiences.read',
  effect: 'reads',
  input: activation,
  answer: activationShape,
  run: async ({ activation: id }, { activations }) => activationObject(await activations.get(id)),
});

/** Changes only what is given, and checks only what changes. */
export const changeActivation = defineCommand({
  id: 'changeActivation',
  permission: 'audiences.write',
  effect: 'changesInSteps',
  usesAddresses: true,
  input: activationInput.partial().extend({ activation: idNumber, if_updated_at: ifUpdatedAt }),
  answer: activationShape,
  run: async ({ activation: id, if_updated_at: ifUpdatedAt, ...input }, runtime) =>
    activationObject(await saveActivation(runtime, { activation: id }, { ...changesOf(input), ifUpdatedAt })),
});

/** Keeps the jobs of the activation; deletes the list of its runs. */
export const deleteActivation = defineCommand({
  id: 'deleteActivation',
  permission: 'audiences.write',
  effect: 'changes',
  input: activation,
  answer: 'nothing',
  run: ({ activation: id }, { activations }) => activations.delete(id),
});

/** Creates a job, which the worker runs. */
export const runActivation = defineCommand({
  id: 'runActivation',
  permission: 'audiences.run',
  effect: 'changes',
  object: 'job',
  usesAddresses: true,
  input: activation,
  answer: jobShape,
  run: async ({ activation: id }, runtime) => describeJob(await run(runtime, id), runtime),
});

export const pauseActivation = defineCommand({
  id: 'pauseActivation',
  permission: 'audiences.write',
  effect: 'changes',
  input: activation,
  answer: activationShape,
  run: ({ activation: id }, runtime) => setPaused(runtime, id, true),
});

export const resumeActivation = defineCommand({
  id: 'resumeActivation',
  permission: 'audiences.write',
  effect: 'changes',
  input: activation,
  answer: activationShape,
  run: ({ activation: id }, runtime) => setPaused(runtime, id, false),
});

/** The planned times and the manual runs of an activation, newest first. */
export const listActivationRuns = defineCommand({
  id: 'listActivationRuns',
  permission: 'audiences.read',
  effect: 'reads',
  input: activation.extend(pageInput),
  answer: registerShape('ActivationRunPage', pageShape(plannedRunShape)),
  async run({ activation: id, cursor: before, limit }, { activations, plannedRuns }) {
    await activations.get(id); // throws if unknown
    const scheduled = { kind: 'activation', id } as const;
    return toPage(
      await plannedRuns.list(scheduled, { limit: limit + 1, before }),
      limit,
      (run) => run.id,
      plannedRunObject,
    );
  },
});

/** Planned times during a pause are dropped, and do not count as missed. */
async function setPaused(runtime: Runtime, id: number, isPaused: boolean): Promise<z.output<typeof activationShape>> {
  const { name } = await runtime.activations.get(id);
  await changeSchedule(runtime, { kind: 'activation', id }, (before) => {
    if (before === null) throw new UserError('activation_unscheduled', { name });
    return { ...before, isPaused };
  });
  return activationObject(await runtime.activations.get(id));
}
