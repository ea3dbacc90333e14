import { applyQuickFix } from '#lib/core/audience/activation/apply-quick-fix.ts';
import type { QuickFix } from '#lib/core/audience/activation/compatibility.ts';
import type { BuiltTables } from '#lib/core/audience/build.ts';
import { type OutputDraft, outputOf } from '../form/activation-values.ts';

/**
 * The draft after a quick fix. If the fix adds a behavior to rows of customers, it replaces the behaviors that the
 * draft kept for later.
 */
export function applyToDraft(output: OutputDraft, fix: QuickFix, tables: BuiltTables): OutputDraft {
  const fixed = applyQuickFix(outputOf(output), fix, tables);
  const behaviors = output.rows === 'customers' && fixed.behaviors.length === 0 ? output.behaviors : fixed.behaviors;
  return { ...fixed, behaviors, rows: fixed.behaviors.length > 0 ? 'behaviors' : output.rows };
}
