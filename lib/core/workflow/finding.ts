import type { TextParams } from '../issue.ts';
import type { Place } from './config/config-node.ts';

/** A problem in a file of a project. An error keeps the project from being stored. `code` is the key of its text. */
export interface WorkflowFinding extends Place {
  readonly level: 'error' | 'warning';
  readonly code: string;
  readonly params: TextParams;
}

export function countErrors(findings: readonly Pick<WorkflowFinding, 'level'>[]): number {
  return findings.filter(({ level }) => level === 'error').length;
}
