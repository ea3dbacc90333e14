'use client';

import { useWatch } from 'react-hook-form';
import type { Wizard } from './wizard-context.ts';

/** Whether a run sends events that count, which cannot be taken back. */
export function useIsReal({ form, authentications }: Pick<Wizard, 'form' | 'authentications'>): boolean {
  const [chosen, isTest] = useWatch({ control: form.control, name: ['authentication', 'parameters.test_event'] });
  return !isTest && authentications.find(({ id }) => id === chosen)?.target === 'live';
}
