import { UserError } from '../core/errors.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { optionalText } from './asked.ts';

/** A client-chosen key of a job: repeating a request with it does not create a second job. */
export const domainKeyAsked = { domain_key: optionalText };

/** Makes the job of a domain key. Throws UserError `domain_key_taken` with the job that has the key already. */
export function makeOnce<Made>(
  domainKey: string | undefined,
  { jobs, plannedRuns }: Pick<Runtime, 'jobs' | 'plannedRuns'>,
  make: () => Made,
): Made {
  return plannedRuns.inOneTransaction(() => {
    const first = domainKey === undefined ? undefined : jobs.findByDomainKey(domainKey);
    if (first) throw new UserError('domain_key_taken', { id: first.id });
    return make();
  });
}
