import { applyQuickFix } from '#lib/core/audience/activation/apply-quick-fix.ts';
import type { QuickFix } from '#lib/core/audience/activation/compatibility.ts';
import type { BuiltTables } from '#lib/core/audience/build.ts';
import { type OutputDraft, outputOf } from '../form/activation-values.ts';

/**
 * The draft after a quick fix. While the rows are customers, the draft keeps the behaviors of an earlier choice; a
 * behavior that the fix adds replaces them.
 */
export function applyToDraft(output: OutputDraft, fix: QuickFix, tables: BuiltTables): OutputDraft {
  const fixed = applyQuickFix(outputOf(output), fix, tables);
  const behaviors = output.rows === 'customers' && fixed.behaviors.length === 0 ? output.behaviors : fixed.behaviors;
  return { ...fixed, behaviors, rows: fixed.behaviors.length > 0 ? 'behaviors' : output.rows };
}
