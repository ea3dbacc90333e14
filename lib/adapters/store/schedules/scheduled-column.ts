import type { Scheduled } from '../../../core/schedule/planned-run.ts';

type OwnerColumn = `${Scheduled['kind']}_id`;

/** The column of `schedule` and `planned_run` that refers to the scheduled object. */
export function ownerColumn(kind: Scheduled['kind']): OwnerColumn {
  return `${kind}_id`;
}

/** A condition with one parameter, the id of the scheduled object: the row belongs to this object. */
export function isOwnedBy({ kind }: Scheduled): string {
  return `${ownerColumn(kind)} = ?`;
}
