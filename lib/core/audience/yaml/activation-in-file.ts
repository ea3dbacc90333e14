import { z } from 'zod';
import { recipients } from '../../settings/notification-settings.ts';
import { activationName, activationOutput, activationOutputMembers } from '../activation/activation.ts';
import { activationMembers } from '../activation/saved-activation.ts';
import { activationSchedule } from './activation-schedule.ts';

const EVENTS = ['onSuccess', 'onFailure'] as const;

const notification = z.object({
  notifyOn: z
    .array(z.enum(EVENTS, 'notification_event_unknown'))
    .default([])
    .transform((events) => EVENTS.filter((event) => events.includes(event))),
  emailRecipients: recipients.default([]),
});

/**
 * An activation in the file of its segment, with members named as in TD's API. A push does not change a schedule or
 * notification that the file leaves undefined.
 */
export const activationInFile = z
  .object({
    name: activationName,
    description: activationMembers.description,
    /** The name of an authentication. */
    connection: z.string('input_required').min(1, 'input_required').max(1000, 'input_too_long'),
    ...activationOutputMembers,
    /** Null if it runs only manually. */
    schedule: activationSchedule.optional(),
    /** The parameters of the export; its connector checks them. */
    connectorConfig: z.record(z.string(), z.json()).default({}),
    notification: notification.optional(),
  })
  .superRefine((activation, context) => {
    for (const issue of activationOutput.safeParse(activation).error?.issues ?? [])
      context.issues.push({ ...issue, input: activation } as z.core.$ZodRawIssue);
    for (const { index, name } of repeatedNames(activation.columns))
      context.addIssue({
        code: 'custom',
        message: 'output_name_taken',
        params: { name },
        path: ['columns', index, 'column'],
      });
  })
  // Only Top-N has a number of rows.
  .transform(({ behaviors, ...activation }) => ({
    ...activation,
    behaviors: behaviors.map(({ joinRow, ...behavior }) => ({
      ...behavior,
      joinRow: behavior.joinStrategy === 'Top-N' ? (joinRow ?? null) : null,
    })),
  }));
export type ActivationInFile = z.output<typeof activationInFile>;

/** Names that an earlier column already has, ignoring case. */
function repeatedNames(columns: readonly { readonly column: string }[]) {
  const names = columns.map(({ column }) => column.toLowerCase());
  return columns.flatMap(({ column: name }, index) =>
    names.indexOf(name.toLowerCase()) < index ? [{ index, name }] : [],
  );
}
