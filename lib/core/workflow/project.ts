import { z } from 'zod';
import { nameInput } from '../text/name.ts';
import type { WorkflowSchedule } from './definition/schedule.ts';

/** A folder of workflows, kept in revisions. Times are milliseconds since 1970. */
export interface WorkflowProject {
  readonly id: number;
  readonly name: string;
  readonly createdAt: number;
  /** The number of the newest revision in the project, and its ID. */
  readonly revision: number;
  readonly revisionId: number;
  readonly updatedAt: number;
}

/** A workflow of a project's newest revision. */
export interface Workflow {
  readonly id: number;
  readonly project: { readonly id: number; readonly name: string };
  readonly name: string;
  readonly timeZone: string;
  readonly schedule: WorkflowSchedule | null;
  readonly isPaused: boolean;
  /** The time of the next session of its schedule, and when that session runs. */
  readonly next: { readonly session: number; readonly run: number } | null;
}

/** The part of a workflow that its file defines. */
export interface WorkflowDefinition {
  readonly name: string;
  readonly timeZone: string;
  readonly schedule: WorkflowSchedule | null;
}

/** Refuses the names that digdag refuses, because names become parts of paths and URLs. */
export const projectName = nameInput({
  required: 'workflow_project_name_required',
  tooLong: 'workflow_project_name_too_long',
}).refine((name) => !/^\d|[+^@/\\:*?"<>|]/.test(name), 'workflow_project_name_invalid');

export const projectInput = z.object({ name: projectName });
