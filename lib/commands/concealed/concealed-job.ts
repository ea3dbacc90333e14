import type { Actor } from '../../core/access/permission.ts';
import type { Job } from '../../core/job/job.ts';
import { isFromTemplate } from '../../core/job/query.ts';
import { concealText, forActor } from './concealed.ts';

/** Conceals a query into which a workflow may have put customer values, unless the actor may see them. */
export function jobForReader<Shown extends Pick<Job, 'query'>>(actor: Pick<Actor, 'role'>, job: Shown): Shown {
  return forActor(actor, job, concealQuery);
}

function concealQuery<Shown extends Pick<Job, 'query'>>(job: Shown): Shown {
  const { query } = job;
  return query && isFromTemplate(query) ? { ...job, query: { ...query, sql: concealText(query.sql) } } : job;
}
