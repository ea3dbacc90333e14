export const WIZARD_STEPS = ['details', 'mapping', 'schedule'] as const;
export type WizardStep = (typeof WIZARD_STEPS)[number];

export function stepAfter(step: WizardStep): WizardStep | undefined {
  return WIZARD_STEPS[WIZARD_STEPS.indexOf(step) + 1];
}

export function stepBefore(step: WizardStep): WizardStep | undefined {
  return WIZARD_STEPS[WIZARD_STEPS.indexOf(step) - 1];
}

/** The step in which the value at a path is edited. */
export function stepOf(path: string): WizardStep {
  if (path.startsWith('output')) return 'mapping';
  return path.startsWith('schedule') ? 'schedule' : 'details';
}

export const STEP_VALUES = {
  details: ['name', 'description', 'authentication', 'parameters'],
  mapping: ['output'],
  schedule: ['schedule'],
} as const satisfies Record<WizardStep, readonly string[]>;

/** The requested step, or an earlier one that has a problem. */
export function reachableStep(requestedStep: WizardStep, invalidSteps: readonly WizardStep[]): WizardStep {
  const before = WIZARD_STEPS.slice(0, WIZARD_STEPS.indexOf(requestedStep));
  return before.find((step) => invalidSteps.includes(step)) ?? requestedStep;
}
