import type { Clock } from '../../core/clock.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import type { InOneTransaction } from '../../core/transaction.ts';
import {
  checkProject,
  type ExpressionSyntax,
  type NamedConnection,
  sortedFindings,
} from '../../core/workflow/check/check-project.ts';
import { entryOf, nodeValue } from '../../core/workflow/config/config-node.ts';
import { loadConfig } from '../../core/workflow/config/include.ts';
import { readSchedule } from '../../core/workflow/definition/schedule.ts';
import type { WorkflowFinding } from '../../core/workflow/finding.ts';
import { Findings } from '../../core/workflow/findings.ts';
import {
  projectInput,
  type Workflow,
  type WorkflowDefinition,
  type WorkflowProject,
} from '../../core/workflow/project.ts';
import { type ProjectFiles, workflowFile } from '../../core/workflow/project-files.ts';
import { firstSession } from '../../core/workflow/schedule/session-times.ts';
import type { AuthenticationStore } from '../authentications/choose-authentication.ts';
import { namedConnection } from './operators/result-target.ts';

export interface PushProjectOptions {
  readonly inOneTransaction: InOneTransaction;
  readonly workflowProjects: {
    findByName(name: string): Promise<WorkflowProject | undefined>;
    workflows(project: number): Promise<readonly Workflow[]>;
    push(name: string, files: ProjectFiles, workflows: readonly WorkflowDefinition[]): Promise<WorkflowProject>;
    setNext(id: number, next: Workflow['next']): Promise<void>;
    setPaused(id: number, isPaused: boolean): Promise<void>;
  };
  readonly expressions: { syntax(): Promise<ExpressionSyntax> };
  readonly authentications: AuthenticationStore;
  readonly clock: Clock;
}

export interface PushedProject {
  /** Null if a finding is an error: then nothing is stored. */
  readonly project: WorkflowProject | null;
  readonly workflows: readonly string[];
  readonly findings: readonly WorkflowFinding[];
}

export interface PushChoice {
  /** The revision that has to be the newest one; null if there must be no project with this name. */
  readonly base?: number | null;
  /** Whether the schedules of the new revision are disabled. */
  readonly disablesSchedules?: boolean;
}

/**
 * Stores files as a new revision of a project, which is created if it does not exist. Throws a UserError for an invalid
 * name, and `workflow_revision_outdated` if the newest revision is not `base`.
 */
export async function pushProject(
  options: PushProjectOptions,
  name: string,
  files: ProjectFiles,
  choice: PushChoice = {},
): Promise<PushedProject> {
  const input = parseInput(projectInput, { name });
  const { workflows, connections, findings: projectFindings } = checkProject(files, await options.expressions.syntax());
  const findings = sortedFindings([...projectFindings, ...(await unknownConnections(connections, options))]);
  if (findings.some(({ level }) => level === 'error')) return { project: null, workflows, findings };
  const definitions = workflows.map((workflow) => definitionOf(files, workflow));
  const project = await storeRevision(options, input.name, files, { definitions, ...choice });
  return { project, workflows, findings };
}

/** Warnings, not errors, for authentications that do not exist: people may create them later. */
async function unknownConnections(
  connections: readonly NamedConnection[],
  { authentications }: PushProjectOptions,
): Promise<readonly WorkflowFinding[]> {
  const findings = new Findings();
  for (const { name, at } of connections)
    if (!(await namedConnection(authentications, name))) findings.warning(at, 'workflow_connection_unknown', { name });
  return findings.all;
}

/** Stores a revision. A workflow whose schedule has not changed keeps its next session, even an overdue one. */
function storeRevision(
  { inOneTransaction, workflowProjects, clock }: PushProjectOptions,
  name: string,
  files: ProjectFiles,
  {
    definitions,
    base,
    disablesSchedules = false,
  }: PushChoice & { readonly definitions: readonly WorkflowDefinition[] },
): Promise<WorkflowProject> {
  return inOneTransaction(async () => {
    const existing = await workflowProjects.findByName(name);
    const revision = existing?.revision ?? null;
    if (base !== undefined && base !== revision) throw new UserError('workflow_revision_outdated', { name });
    const replaced = existing ? await workflowProjects.workflows(existing.id) : [];
    const replacedByName = new Map(replaced.map((workflow) => [workflow.name, workflow]));
    const project = await workflowProjects.push(name, files, definitions);
    for (const workflow of await workflowProjects.workflows(project.id)) {
      if (workflow.schedule === null) continue;
      await workflowProjects.setNext(workflow.id, nextOf(workflow, replacedByName.get(workflow.name), clock.now()));
      if (disablesSchedules) await workflowProjects.setPaused(workflow.id, true);
    }
    return project;
  });
}

function nextOf(workflow: Workflow, former: Workflow | undefined, now: number): Workflow['next'] {
  if (former && scheduleKey(former) === scheduleKey(workflow)) return former.next;
  return workflow.schedule && firstSession(workflow.schedule, workflow.timeZone, now);
}

function scheduleKey({ schedule, timeZone }: Workflow): string {
  return JSON.stringify([schedule, timeZone]);
}

/** The settings at the top of a checked file. */
function definitionOf(files: ProjectFiles, name: string): WorkflowDefinition {
  const findings = new Findings();
  const root = loadConfig(files, workflowFile(name), findings);
  const timeZone = entryOf(root ?? undefined, 'timezone');
  const schedule = entryOf(root ?? undefined, 'schedule');
  return {
    name,
    timeZone: timeZone ? String(nodeValue(timeZone.value)) : 'UTC',
    schedule: (schedule && readSchedule(schedule, findings)) ?? null,
  };
}
