import type { Scheduled } from '../../../core/schedule/planned-run.ts';

/** The column of `schedule` and `planned_run` that refers to what is scheduled. */
export function ownerColumn(kind: Scheduled['kind']): 'query_id' | 'parent_segment_id' {
  return kind === 'query' ? 'query_id' : 'parent_segment_id';
}

/** A condition with one parameter, the id. */
export function ownedBy({ kind }: Scheduled): string {
  return `${ownerColumn(kind)} = ?`;
}
