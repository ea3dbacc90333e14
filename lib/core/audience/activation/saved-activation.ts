import { z } from 'zod';
import type { Schedule } from '../../schedule/schedule.ts';
import { type ActivationOutput, activationName, activationOutput } from './activation.ts';

/** The part of an activation that people define. */
export interface ActivationChoice {
  readonly name: string;
  readonly description: string;
  readonly authentication: number;
  /** Parameters of the connector. */
  readonly parameters: unknown;
  readonly output: ActivationOutput;
}

/** Which data of a segment's customers is sent, and where. Times are milliseconds since 1970. */
export interface Activation extends ActivationChoice {
  readonly id: number;
  readonly segment: number;
  /** When it runs; null if only manually. */
  readonly schedule: Schedule | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** An activation with its segment and parent segment, for a link to it. */
export interface ActivationPlace {
  readonly id: number;
  readonly name: string;
  readonly segment: number;
  readonly segmentName: string;
  readonly parentSegment: number;
}

/** The members of the part that people define, as input. The connector validates the parameters. */
export const activationMembers = {
  name: activationName,
  description: z.string().trim().max(1000, 'input_too_long').default(''),
  authentication: z.int({ error: 'authentication_required' }).positive(),
  parameters: z.unknown(),
  output: activationOutput,
};

/** Shared by the form, the action, the command line and the API. */
export const activationInput = z.object(activationMembers) satisfies z.ZodType<ActivationChoice>;
