import { listKeys, removeUnusedKeys } from '../../../operations/encryption/list-keys.ts';
import { rotateKeys } from '../../../operations/encryption/rotate-keys.ts';
import { defineInternalCommand, noInput } from '../../command.ts';

/** The keys that encrypt access tokens and other secrets; not those of the HTTP API. */
export const listEncryptionKeys = defineInternalCommand({
  id: 'listEncryptionKeys',
  permission: 'encryption.manage',
  effect: 'reads',
  input: noInput,
  run: (_, runtime) => listKeys(runtime),
});

export const rotateEncryptionKeys = defineInternalCommand({
  id: 'rotateEncryptionKeys',
  permission: 'encryption.manage',
  needsProof: true,
  effect: 'changesInSteps',
  input: noInput,
  run: (_, runtime) => rotateKeys(runtime),
});

/** Gives up the secrets whose keys are lost: each has to be entered again. */
export const giveUpLostSecrets = defineInternalCommand({
  id: 'giveUpLostSecrets',
  permission: 'encryption.manage',
  needsProof: true,
  effect: 'changes',
  input: noInput,
  run: (_, { sealedSecrets }) => sealedSecrets.giveUpUnknownKeys(),
});

export const removeUnusedEncryptionKeys = defineInternalCommand({
  id: 'removeUnusedEncryptionKeys',
  permission: 'encryption.manage',
  needsProof: true,
  effect: 'changesInSteps',
  input: noInput,
  run: (_, runtime) => removeUnusedKeys(runtime),
});
