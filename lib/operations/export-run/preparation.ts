import type { Preparation } from '../../core/batch.ts';
import type { Connector } from '../../core/connector.ts';
import type { Job } from '../../core/job.ts';
import type { Plan } from '../../core/plan.ts';
import { createPrepare, type PrepareEffects } from '../../core/prepare.ts';

/**
 * What makes records of a job ready, the same each time. A pass over records gets its own, since what is told once for a
 * file is told once in each; `told` are the codes of such warnings that an earlier pass has given already.
 */
export function preparationOf(
  job: Job,
  plan: Plan,
  { connector, effects, told }: { connector: Connector; effects: PrepareEffects; told: ReadonlySet<string> },
): Preparation {
  const prepare = createPrepare({
    plan,
    rules: connector.recordRules,
    oncePerFile: connector.oncePerFile,
    told,
    now: job.referenceTime,
    effects,
  });
  return { prepare, identityOf: connector.identityOf };
}
