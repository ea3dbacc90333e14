import { isPersonal } from '../record/personal.ts';
import { columnsByIndex, type Plan } from '../record/plan.ts';
import { areActive, type ColumnFix, type Fix, MAX_SAVED_FIXES } from '../review/fix.ts';
import { respelled, spellingsOf } from './spelling.ts';

/** The active fixes of whole columns, in the order in which they were made. */
export function columnFixes(fixes: readonly Fix[]): readonly ColumnFix[] {
  const active = areActive(fixes);
  return fixes.filter((_, number) => active[number]).flatMap(columnFixesOf);
}

function columnFixesOf(fix: Fix): readonly ColumnFix[] {
  switch (fix.kind) {
    case 'cell':
    case 'cells':
    case 'selected':
    case 'leave_out':
    case 'undo':
      return [];
    case 'saved':
      return fix.fixes;
    default:
      return [fix];
  }
}

/**
 * The fixes that a saved mapping may keep; the first ones, up to its limit. A saved mapping outlives its file, so a fix
 * with values is kept only if its column is mapped, and each field of the column has a list of values or does not
 * identify a person. Repairs contain no values.
 */
export function rememberedFixes(fixes: readonly Fix[], plan: Plan): readonly ColumnFix[] {
  const columnsAt = columnsByIndex(plan);
  const mayKeepValues = (column: string) => {
    const fields = (columnsAt.get(plan.header.indexOf(column)) ?? []).map(({ field }) => field);
    return fields.length > 0 && fields.every((field) => field.matchValues !== undefined || !isPersonal(field));
  };
  const keptFixes = columnFixes(fixes).filter(
    (fix) => fix.kind === 'repair' || fix.kind === 'repairs' || mayKeepValues(fix.column),
  );
  return keptFixes.slice(0, MAX_SAVED_FIXES);
}

/** The fix that a file begins with: all fixes of its saved mapping for columns of the file. Empty if there are none. */
export function savedFix(saved: readonly ColumnFix[], header: readonly string[]): readonly Fix[] {
  const spellings = spellingsOf(header);
  const respelledFixes = withColumns(saved, (column) => respelled(spellings, column));
  const applicable = respelledFixes.flatMap((fix): ColumnFix[] => {
    if (fix.kind !== 'repairs') return header.includes(fix.column) ? [fix] : [];
    const repairs = fix.repairs.filter(({ column }) => header.includes(column));
    return repairs.length > 0 ? [{ ...fix, repairs }] : [];
  });
  return applicable.length > 0 ? [{ kind: 'saved', fixes: applicable }] : [];
}

/** The fixes with their columns renamed. */
export function withColumns(fixes: readonly ColumnFix[], rename: (column: string) => string): readonly ColumnFix[] {
  return fixes.map((fix): ColumnFix => {
    if (fix.kind !== 'repairs') return { ...fix, column: rename(fix.column) };
    return { ...fix, repairs: fix.repairs.map((repair) => ({ ...repair, column: rename(repair.column) })) };
  });
}

/** The number of fixes. Of repairs that were made together, each one counts. */
export function countFixes(fixes: readonly ColumnFix[]): number {
  return fixes.reduce((count, fix) => count + (fix.kind === 'repairs' ? fix.repairs.length : 1), 0);
}
