import type { ActionResult } from '#lib/web/action-result.ts';

interface WorkflowInput {
  readonly workflow: number;
}

interface StartInput extends WorkflowInput {
  readonly session: string;
  readonly params: Readonly<Record<string, string>>;
  readonly sandbox: boolean;
}

interface BackfillInput extends WorkflowInput {
  readonly from: string;
  readonly count: number;
}

/** The server actions for projects and their workflows. */
export interface ProjectActions {
  readonly start: (input: StartInput) => Promise<ActionResult<{ readonly attempt_id: number }>>;
  readonly enable: (input: WorkflowInput & { readonly skip_missed?: boolean }) => Promise<ActionResult<unknown>>;
  readonly disable: (input: WorkflowInput) => Promise<ActionResult<unknown>>;
  /** Skips the sessions before a time. */
  readonly skip: (input: WorkflowInput & { readonly to: string }) => Promise<ActionResult<unknown>>;
  readonly backfill: (
    input: BackfillInput,
  ) => Promise<ActionResult<{ readonly data: readonly unknown[]; readonly existing: number }>>;
  readonly remove: (input: { readonly workflow_project: number }) => Promise<ActionResult<unknown>>;
}
