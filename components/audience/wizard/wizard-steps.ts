export const WIZARD_STEPS = ['master', 'attributes', 'behaviors', 'schedule'] as const;
export type WizardStep = (typeof WIZARD_STEPS)[number];

export function nextStep(step: WizardStep): WizardStep | undefined {
  return WIZARD_STEPS[WIZARD_STEPS.indexOf(step) + 1];
}

export function previousStep(step: WizardStep): WizardStep | undefined {
  return WIZARD_STEPS[WIZARD_STEPS.indexOf(step) - 1];
}

/**
 * The step that shows a field. The columns of the master table are attributes, and the time zone is chosen with the
 * schedule; fields without a step of their own are in the first step.
 */
export function stepOf(path: string): WizardStep {
  if (path.startsWith('master.columns')) return 'attributes';
  if (path === 'timeZone') return 'schedule';
  return WIZARD_STEPS.find((step) => path === step || path.startsWith(`${step}.`)) ?? 'master';
}
