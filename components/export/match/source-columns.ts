import type { Plan, PlannedColumn } from '#lib/core/record/plan.ts';

/** The columns of the file that a value is made from, in the order in which they are joined. */
export function sourceColumns({ index, derived }: PlannedColumn, { header }: Plan): readonly string[] {
  return (derived?.indexes ?? [index]).map((at) => header[at] ?? '');
}
