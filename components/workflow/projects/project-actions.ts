import type { ActionResult } from '#lib/web/action-result.ts';

interface OfWorkflow {
  readonly workflow: number;
}

export interface StartInput extends OfWorkflow {
  readonly session: string;
  readonly params: Readonly<Record<string, string>>;
  readonly sandbox: boolean;
}

export interface BackfillInput extends OfWorkflow {
  readonly from: string;
  readonly count: number;
}

/** The server actions for projects and their workflows. */
export interface ProjectActions {
  readonly start: (input: StartInput) => Promise<ActionResult<{ readonly attempt_id: number }>>;
  readonly enable: (input: OfWorkflow & { readonly skip_missed?: boolean }) => Promise<ActionResult<unknown>>;
  readonly disable: (input: OfWorkflow) => Promise<ActionResult<unknown>>;
  /** Skips the sessions before a time. */
  readonly skip: (input: OfWorkflow & { readonly to: string }) => Promise<ActionResult<unknown>>;
  readonly backfill: (
    input: BackfillInput,
  ) => Promise<ActionResult<{ readonly data: readonly unknown[]; readonly existing: number }>>;
  readonly remove: (input: { readonly workflow_project: number }) => Promise<ActionResult<unknown>>;
}
