import { z } from 'zod';
import { checkSingleSignOn } from '../../../operations/people/check-single-sign-on.ts';
import { checkSecurity as check } from '../../../operations/security/check-security.ts';
import { securityFacts } from '../../../runtime/security/security-facts.ts';
import { defineInternalCommand } from '../../command.ts';

/** What could be more secure on this machine and in the data folder. `backups` is a folder of this machine. */
export const checkSecurity = defineInternalCommand({
  id: 'checkSecurity',
  permission: 'encryption.manage',
  effect: 'reads',
  input: z.object({ backups: z.string().optional() }),
  async run({ backups }, runtime) {
    const facts = securityFacts({ env: runtime.env, variables: process.env, backups, now: runtime.clock.now() });
    const { fault } = await runtime.auditChain.checkNew();
    return [...(await check({ ...runtime, facts, brokenEntry: fault?.id })), ...checkSingleSignOn(runtime.env.sso)];
  },
});
