import type { UseFormReturn } from 'react-hook-form';
import type { SendValues } from '#components/export-settings/send-form.ts';
import type { ActivationOutput } from '#lib/core/audience/activation/activation.ts';
import type { ScheduleValues } from '../schedule/schedule-values.ts';

/** The output as it is edited: behaviors are kept while the rows are customers. */
export interface OutputDraft extends ActivationOutput {
  readonly rows: 'customers' | 'behaviors';
}

/** What the wizard edits in all its steps. */
export interface ActivationValues {
  name: string;
  description: string;
  authentication: number | null;
  parameters: SendValues['parameters'];
  output: OutputDraft;
  schedule: ScheduleValues;
}

export type ActivationForm = UseFormReturn<ActivationValues>;

/** The output as it is stored. */
export function outputOf({ rows, ...output }: OutputDraft): ActivationOutput {
  return rows === 'customers' ? { ...output, behaviors: [] } : output;
}
