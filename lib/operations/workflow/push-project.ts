import type { Clock } from '../../core/clock.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { checkProject, type ExpressionSyntax } from '../../core/workflow/check/check-project.ts';
import { entryOf, plainOf } from '../../core/workflow/config/config-node.ts';
import { loadConfig } from '../../core/workflow/config/include.ts';
import { readSchedule } from '../../core/workflow/definition/schedule.ts';
import type { WorkflowFinding } from '../../core/workflow/finding.ts';
import { Findings } from '../../core/workflow/findings.ts';
import { projectInput, type WorkflowChoice, type WorkflowProject } from '../../core/workflow/project.ts';
import { type ProjectFiles, workflowFile } from '../../core/workflow/project-files.ts';

export interface PushProjectOptions {
  readonly workflowProjects: {
    push(name: string, files: ProjectFiles, workflows: readonly WorkflowChoice[]): WorkflowProject;
  };
  readonly expressions: { syntax(): Promise<ExpressionSyntax> };
  readonly clock: Clock;
}

export interface PushedProject {
  /** Null where a finding is an error: nothing is stored then. */
  readonly project: WorkflowProject | null;
  readonly workflows: readonly string[];
  readonly findings: readonly WorkflowFinding[];
}

/** Stores files as a new revision of a project, which is created if it does not exist. Throws a UserError for its name. */
export async function pushProject(
  options: PushProjectOptions,
  name: string,
  files: ProjectFiles,
): Promise<PushedProject> {
  const given = parseInput(projectInput, { name });
  const { workflows, findings } = checkProject(files, await options.expressions.syntax());
  if (findings.some(({ level }) => level === 'error')) return { project: null, workflows, findings };
  const choices = workflows.map((workflow) => choiceOf(files, workflow));
  return { project: options.workflowProjects.push(given.name, files, choices), workflows, findings };
}

/** What the top of a checked file says. */
function choiceOf(files: ProjectFiles, name: string): WorkflowChoice {
  const findings = new Findings();
  const root = loadConfig(files, workflowFile(name), findings);
  const [timeZone, schedule] = [entryOf(root ?? undefined, 'timezone'), entryOf(root ?? undefined, 'schedule')];
  return {
    name,
    timeZone: timeZone ? String(plainOf(timeZone.value)) : 'UTC',
    schedule: (schedule && readSchedule(schedule, findings)) ?? null,
  };
}
