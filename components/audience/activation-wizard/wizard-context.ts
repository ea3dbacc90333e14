'use client';

import { createContext, use } from 'react';
import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import type { SegmentIds } from '#components/paths.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import type { ActivationForm, OutputDraft } from './form/activation-values.ts';
import type { WizardActions, WizardStart } from './wizard-start.ts';

/** What the parts of the wizard share. */
export interface Wizard {
  readonly start: WizardStart;
  readonly actions: WizardActions;
  readonly form: ActivationForm;
  readonly segmentIds: SegmentIds;
  readonly connector: Connector;
  /** Authentications that existed when the wizard was opened, and those created in it. */
  readonly authentications: readonly AuthenticationChoice[];
  addAuthentication(authentication: AuthenticationChoice): void;
  readonly output: OutputDraft;
  changeOutput(next: OutputDraft): void;
  /** The text of a value's error. Most errors appear only after the step has been checked. */
  errorAt(path: string): string | undefined;
}

export const WizardContext = createContext<Wizard | null>(null);

export function useWizard(): Wizard {
  const wizard = use(WizardContext);
  if (!wizard) throw new Error('outside a wizard');
  return wizard;
}
