import { UserError } from '../core/errors.ts';
import { domainKeyInput } from '../core/job/domain-key.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { optionalText } from './route-inputs.ts';

/** A client-chosen key of a job: repeating a request with the same key creates no second job. */
export const domainKeyInputShape = { domain_key: optionalText.pipe(domainKeyInput.optional()) };

/** Creates a job, or several. Throws UserError `domain_key_taken` with the job that already has this domain key. */
export function createOnce<Created>(
  domainKey: string | undefined,
  { jobs, inOneTransaction }: Pick<Runtime, 'jobs' | 'inOneTransaction'>,
  create: () => Promise<Created>,
): Promise<Created> {
  return inOneTransaction(async () => {
    const existing = domainKey === undefined ? undefined : await jobs.findByDomainKey(domainKey);
    if (existing) throw new UserError('domain_key_taken', { id: existing.id });
    return create();
  });
}
