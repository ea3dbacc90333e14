import { z } from 'zod';
import { parentSegmentMembers } from '../../core/audience/parent-segment.ts';
import { omitUndefined } from '../omit-undefined.ts';
import { cronScheduleInputShape, scheduleChangesOf } from './schedule-input.ts';

const { name, description, engine, timeZone, master, attributes, behaviors } = parentSegmentMembers;
const attribute = attributes.unwrap().element;
const behavior = behaviors.unwrap().element;
const { parentKey, childKey } = attribute.shape.join.shape;
const join = z.object({ parent_key: parentKey, child_key: childKey });

const attributeInput = attribute.omit({ join: true }).extend({ join });
const behaviorInput = behavior
  .omit({ join: true, timeColumn: true })
  .extend({ join, time_column: behavior.shape.timeColumn });

/** The input of a parent segment. Without defaults, so that a change sets only what was given. */
export const parentSegmentInputShape = {
  name,
  description: description.unwrap().optional(),
  engine: engine.unwrap().optional(),
  timezone: timeZone.unwrap().optional(),
  master,
  attributes: z.array(attributeInput).optional(),
  behaviors: z.array(behaviorInput).optional(),
  /** Null if it is built only manually. */
  schedule: z.object(cronScheduleInputShape).nullable().optional(),
};

type ParentSegmentInput = z.output<z.ZodObject<typeof parentSegmentInputShape>>;

/** Converts input to changes of a parent segment. */
export function parentSegmentChangesOf({
  schedule,
  timezone,
  attributes,
  behaviors,
  ...others
}: Partial<ParentSegmentInput>) {
  const choice = omitUndefined({
    ...others,
    timeZone: timezone,
    attributes: attributes?.map(withKeys),
    behaviors: behaviors?.map(({ time_column: timeColumn, ...table }) => ({ ...withKeys(table), timeColumn })),
  });
  return { choice, schedule: schedule && scheduleChangesOf(schedule) };
}

function withKeys<Table extends { readonly join: z.output<typeof join> }>({ join, ...table }: Table) {
  return { ...table, join: { parentKey: join.parent_key, childKey: join.child_key } };
}
