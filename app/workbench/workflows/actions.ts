'use server';

import { revalidatePath } from 'next/cache';
import { loadWorkflowExample, restoreWorkflowRevision } from '#lib/commands/console/workflows/projects.ts';
import { deleteWorkflowProject } from '#lib/commands/rows/workflow/projects.ts';
import { deleteWorkflowSecret, listWorkflowSecrets, setWorkflowSecret } from '#lib/commands/rows/workflow/secrets.ts';
import * as workflows from '#lib/commands/rows/workflow/workflows.ts';
import { runCommand } from '#lib/web/run-command.ts';

/** Returns the attempt, which the worker runs. */
export async function startWorkflow(input: unknown) {
  const result = await runCommand(workflows.startWorkflow, input);
  refreshWorkflows();
  return result;
}

export async function enableWorkflow(input: unknown) {
  const result = await runCommand(workflows.enableWorkflow, input);
  refreshWorkflows();
  return result;
}

export async function disableWorkflow(input: unknown) {
  const result = await runCommand(workflows.disableWorkflow, input);
  refreshWorkflows();
  return result;
}

export async function skipSessions(input: unknown) {
  const result = await runCommand(workflows.skipWorkflowSessions, input);
  refreshWorkflows();
  return result;
}

export async function backfillWorkflow(input: unknown) {
  const result = await runCommand(workflows.backfillWorkflow, input);
  refreshWorkflows();
  return result;
}

export async function deleteProject(input: unknown) {
  const result = await runCommand(deleteWorkflowProject, input);
  refreshWorkflows();
  return result;
}

/** Returns the number of the new revision. */
export async function restoreRevision(input: unknown) {
  const result = await runCommand(restoreWorkflowRevision, input);
  refreshWorkflows();
  return result;
}

/** Returns the ID of the project. */
export async function loadSampleProject() {
  const result = await runCommand(loadWorkflowExample, {});
  revalidatePath('/workbench', 'layout');
  return result;
}

/** Returns the keys of all secrets. */
export async function setSecret(input: {
  readonly workflow_project: number;
  readonly key: string;
  readonly value: string;
}) {
  const result = await runCommand(setWorkflowSecret, input);
  return result.ok ? runCommand(listWorkflowSecrets, { workflow_project: input.workflow_project }) : result;
}

/** Returns the keys of the remaining secrets. */
export async function deleteSecret(input: { readonly workflow_project: number; readonly key: string }) {
  const result = await runCommand(deleteWorkflowSecret, input);
  return result.ok ? runCommand(listWorkflowSecrets, { workflow_project: input.workflow_project }) : result;
}

function refreshWorkflows(): void {
  revalidatePath('/workbench/workflows', 'layout');
}
