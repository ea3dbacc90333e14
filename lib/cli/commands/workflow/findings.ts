import type { AnswerOf } from '../../../commands/command.ts';
import type { pushWorkflowProject } from '../../../commands/rows/workflow/projects.ts';
import { printJson, say } from '../../output/output.ts';

export type Finding = Omit<AnswerOf<typeof pushWorkflowProject>['findings'][number], 'column'>;

/** Prints one JSON line for each finding. Scripts rely on its shape. */
export async function printFindings(findings: readonly Finding[]): Promise<void> {
  for (const { file, line, level, code, message } of findings) await printJson({ file, line, level, code, message });
}

export function sayFindings(findings: readonly Finding[]): void {
  for (const { file, line, message } of findings) say(`${file}:${line}: ${message}`);
}
