import type { Preparation } from '../../core/batch.ts';
import type { Connector } from '../../core/connector.ts';
import type { Job } from '../../core/job.ts';
import type { Plan } from '../../core/plan.ts';
import { createPrepare, type PrepareEffects } from '../../core/prepare.ts';

/**
 * What makes records of a job ready, the same each time. `toldAt` names the records that warnings given once for a file
 * were given at, by an earlier execution or an earlier look at the same records.
 */
export function preparationOf(
  job: Job,
  plan: Plan,
  { connector, effects, toldAt }: { connector: Connector; effects: PrepareEffects; toldAt: Map<string, number> },
): Preparation {
  const prepare = createPrepare({
    plan,
    rules: connector.recordRules,
    oncePerFile: connector.oncePerFile,
    toldAt,
    now: job.referenceTime,
    effects,
  });
  return { prepare, identityOf: connector.identityOf };
}
