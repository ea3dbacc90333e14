'use client';

import { useWatch } from 'react-hook-form';
import type { Wizard } from './wizard-context.ts';

/** Whether a run sends real events, which cannot be taken back. */
export function useSendsRealEvents({ form, authentications }: Pick<Wizard, 'form' | 'authentications'>): boolean {
  const [authenticationId, isTest] = useWatch({
    control: form.control,
    name: ['authentication', 'parameters.test_event'],
  });
  return !isTest && authentications.find(({ id }) => id === authenticationId)?.target === 'live';
}
