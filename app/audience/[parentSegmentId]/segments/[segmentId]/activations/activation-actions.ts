import type { ActivationActions } from '#components/audience/activations/activation-actions.ts';
import { deleteActivation, pauseActivation, resumeActivation, runActivation } from './actions.ts';

export const activationActions: ActivationActions = {
  run: runActivation,
  pause: pauseActivation,
  resume: resumeActivation,
  remove: deleteActivation,
};
