import { newAuthentication } from '../../../core/access/authentication-input.ts';
import { defineCommand } from '../../command.ts';
import { describeAuthentication } from '../../describe-authentication.ts';
import { connectorType as type } from '../../inputs/connector-type.ts';
import { exportInputShape } from '../../inputs/export-input.ts';
import { authenticationShape } from '../../shapes/authentication.ts';

export const createAuthentication = defineCommand({
  id: 'createAuthentication',
  permission: 'authentications.manage',
  needsProof: true,
  effect: 'changes',
  object: 'authentication',
  input: newAuthentication.extend({ type, parameters: exportInputShape.parameters.optional() }),
  answer: authenticationShape,
  async run({ access_token: token, name, type: connector, parameters = null }, runtime) {
    const savedParameters = parameters && { ...parameters };
    return describeAuthentication(
      runtime,
      await runtime.authentications.create({ name, connector, target: 'live', token, parameters: savedParameters }),
    );
  },
});
