import type { ActivationOutput } from '#lib/core/audience/activation/activation.ts';
import type { ActivationRun } from '#lib/core/audience/activation/activation-run.ts';
import type { BuiltTables } from '#lib/core/audience/build.ts';
import type { ListedActivation } from '../listed-activation.ts';

/** An activation on its own page. */
export interface ShownActivation extends ListedActivation {
  readonly skipsInvalid: boolean;
  readonly output: ActivationOutput;
  /** The tables of the build in use; empty before the first build. */
  readonly tables: BuiltTables;
  readonly nextTimes: readonly number[];
  /** One page, newest first. */
  readonly runs: readonly ActivationRun[];
  readonly isWorkerAlive: boolean;
}
