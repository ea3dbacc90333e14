import { z } from 'zod';
import type { Activation } from '../../../core/audience/activation/saved-activation.ts';
import { scheduleObject, scheduleShape } from '../query.ts';
import { isoTime, registerShape, timestamp } from '../shape-registry.ts';

export const activationShape = registerShape(
  'Activation',
  z.object({
    id: z.int(),
    segment: z.int(),
    name: z.string(),
    description: z.string(),
    authentication: z.int(),
    parameters: z.unknown(),
    /** In TD's shape: allColumns, columns, behaviors. */
    output: z.record(z.string(), z.unknown()),
    /** Null if it runs only manually. */
    schedule: scheduleShape.nullable(),
    created_at: timestamp,
    updated_at: timestamp,
  }),
);

export function activationObject(activation: Activation): z.output<typeof activationShape> {
  const { id, segment, name, description, authentication, parameters, output, schedule } = activation;
  return {
    id,
    segment,
    name,
    description,
    authentication,
    parameters,
    output: { ...output },
    schedule: schedule && scheduleObject(schedule),
    created_at: isoTime(activation.createdAt),
    updated_at: isoTime(activation.updatedAt),
  };
}
