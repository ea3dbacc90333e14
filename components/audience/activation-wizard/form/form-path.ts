import type { FieldPath } from 'react-hook-form';
import { scheduleMembers } from '#lib/core/schedule/schedule.ts';
import { schedulePathOf } from '../schedule/schedule-values.ts';
import type { ActivationValues } from './activation-values.ts';

/**
 * The form's path for a field in the errors of the commands that create and change activations. They name a connector's
 * parameter without `parameters`, and may name a member of the schedule without `schedule`.
 */
export function formPathOf(field: string): FieldPath<ActivationValues> {
  const [member = ''] = field.split('.');
  return pathOf(field, member) as FieldPath<ActivationValues>;
}

function pathOf(field: string, member: string): string {
  if (field.startsWith('schedule.')) return `schedule.${schedulePathOf(field.slice('schedule.'.length))}`;
  if (Object.hasOwn(scheduleMembers, member)) return `schedule.${schedulePathOf(field)}`;
  return FORM_VALUES.includes(member) ? field : `parameters.${field}`;
}

const FORM_VALUES: readonly string[] = [
  'name',
  'description',
  'authentication',
  'parameters',
  'output',
  'schedule',
] satisfies readonly (keyof ActivationValues)[];
