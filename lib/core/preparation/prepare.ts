import type { Issue } from '../issue.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { JsonObject } from '../record/field.ts';
import type { Row } from '../record/row.ts';
import { blockOf } from '../record/row-block.ts';
import { BlockPreparer } from './block-preparer.ts';
import type { PrepareEffects, PrepareOptions } from './prepare-options.ts';

/** A prepared record. It is valid if and only if `errors` is empty. */
export interface Prepared {
  /** For an invalid record, the event that its valid cells make up. */
  readonly event: JsonObject;
  readonly errors: readonly Issue[];
  readonly warnings: readonly Issue[];
}

export type Prepare = (row: Row) => Prepared;

/** One kernel for all single rows: nothing in it outlives a call. */
const kernels = new WeakMap<PrepareEffects, Kernel>();

/**
 * Makes the function that prepares single rows, for previews and record pages; `BlockPreparer` prepares files. The
 * function never throws on data, reports every issue of a record, and gives the same event for the same row and
 * options. The program of the plan is compiled for each row, because the kernel is shared.
 */
export function createPrepare(options: PrepareOptions): Prepare {
  const { effects, plan } = options;
  const firstWarnedAt = options.firstWarnedAt ?? new Map<string, number>();
  return (row) => {
    const kernel = kernels.get(effects) ?? effects.newKernel();
    kernels.set(effects, kernel);
    const preparer = new BlockPreparer({ ...options, firstWarnedAt }, { kernel, slotCount: 0, writesInvalid: true });
    const prepared = preparer.prepare(blockOf([row], plan.header.length, effects.utf8));
    const event = row.fault ? {} : prepared.eventOf(0);
    return { event, errors: prepared.errorsOf(0), warnings: prepared.warningsOf(0) };
  };
}
