'use client';

import { newColumnId } from '#lib/core/audience/activation/output-edits.ts';
import { useWizard } from '../wizard-context.ts';

/** Makes ids that no column of the output has. */
export function useNewIds(): (count: number) => readonly string[] {
  const { output } = useWizard();
  return (count) => Array.from({ length: count }, (_, index) => String(Number(newColumnId(output)) + index));
}
