'use client';

import { createContext, use } from 'react';
import type { Draft, SourceChoice } from './draft/draft.ts';

export interface WizardForm {
  readonly draft: Draft;
  readonly sources: readonly SourceChoice[];
  change: (next: Partial<Draft>) => void;
  /** The error of a field, once its step was checked. */
  errorAt: (path: string) => string | undefined;
}

export const WizardContext = createContext<WizardForm | null>(null);

/** The form of the wizard around. */
export function useWizardForm(): WizardForm {
  const form = use(WizardContext);
  if (!form) throw new Error('outside a wizard');
  return form;
}
