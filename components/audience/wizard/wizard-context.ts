'use client';

import { createContext, use } from 'react';
import type { Draft } from './draft/draft.ts';
import type { Sources } from './sources/use-sources.ts';

/** The part of a draft to replace, or a function that computes it from the current draft. */
export type DraftChange = Partial<Draft> | ((before: Draft) => Partial<Draft>);

export interface WizardForm {
  readonly draft: Draft;
  readonly sources: Sources;
  change: (next: DraftChange) => void;
  /** The error of a field: found by the server, or by the schema once the field's step has been checked. */
  errorAt: (path: string) => string | undefined;
}

export const WizardContext = createContext<WizardForm | null>(null);

/** The form of the surrounding wizard. */
export function useWizardForm(): WizardForm {
  const form = use(WizardContext);
  if (!form) throw new Error('outside a wizard');
  return form;
}
