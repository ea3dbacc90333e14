import { MAX_HINT_RECORDS } from '../../core/matching/profile-column.ts';
import { type UnitQuestion, unitQuestions } from '../../core/matching/unit-questions.ts';
import type { Plan } from '../../core/record/plan.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { profileColumns } from '../exports/profile-columns.ts';

export interface OpenUnitsOptions {
  readonly rowsOf: (upload: Upload) => RowSource;
}

const NEVER = new AbortController().signal;

/** Questions about times, numbers and phone numbers that neither the first records of a file nor the mapping answer. */
export async function openUnits(
  { plan, upload }: { readonly plan: Plan; readonly upload: Upload },
  { rowsOf }: OpenUnitsOptions,
): Promise<readonly UnitQuestion[]> {
  const hasOpenUnit = plan.columns.some(
    ({ field, constant, derived }) =>
      constant === undefined && field.units?.names.some((unit) => derived?.units?.[unit] === undefined),
  );
  if (!hasOpenUnit) return [];
  const profile = await profileColumns(upload, rowsOf(upload), { signal: NEVER, fields: [], limit: MAX_HINT_RECORDS });
  return unitQuestions(plan, profile).filter(({ answer }) => answer === undefined);
}
