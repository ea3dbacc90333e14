import type { WizardActions } from '#components/audience/activation-wizard/wizard-start.ts';
import {
  createAuthentication,
  enterSandbox,
  testEnteredToken,
} from '../../../../../../integrations/authentications/actions.ts';
import { changeActivation, createActivation, runActivation } from './actions.ts';

export const wizardActions: WizardActions = {
  create: createActivation,
  change: changeActivation,
  run: runActivation,
  authentication: { create: createAuthentication, test: testEnteredToken, enterSandbox },
};
