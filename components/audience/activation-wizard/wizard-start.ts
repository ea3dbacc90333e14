import type { AuthenticationChoice } from '#components/export-settings/send-form.ts';
import type {
  CreateAuthentication,
  EnterSandbox,
  TestEnteredToken,
} from '#components/new-authentication/authentication-actions.ts';
import type { Activation } from '#lib/core/audience/activation/saved-activation.ts';
import type { BuiltTables } from '#lib/core/audience/build.ts';
import type { ParentSegment } from '#lib/core/audience/parent-segment.ts';
import type { Population } from '#lib/core/audience/segment.ts';
import type { JobError } from '#lib/core/job/job.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import type { RunShownActivation } from '../activations/activation-actions.ts';

/** What the wizard offers and starts with. */
export interface WizardStart {
  readonly segment: { readonly id: number; readonly name: string };
  readonly parentSegment: Pick<ParentSegment, 'id' | 'name' | 'schedule' | 'timeZone'>;
  /** The end of the build in use; null before the first one. */
  readonly builtAt: number | null;
  readonly tables: BuiltTables;
  /** Why no activation of the segment can run: because of its rule, or of the tables that the rule reads. */
  readonly segmentProblem: JobError | null;
  /** Newest first. */
  readonly populations: readonly Population[];
  readonly authentications: readonly AuthenticationChoice[];
  readonly connectorType: string;
  /** The activation that is changed or copied; null for a new one. */
  readonly activation: Activation | null;
  readonly use: 'new' | 'copy' | 'edit';
  /** The time that a Timestamp of a built string shows, the same on server and client. In Unix seconds. */
  readonly now: number;
}

/** An activation as it is stored now. */
export type SavedActivation = Pick<Activation, 'id' | 'authentication' | 'parameters'>;

/** Server actions of the wizard. They validate their input themselves. */
export interface WizardActions {
  create(input: object): Promise<ActionResult<SavedActivation>>;
  change(input: object): Promise<ActionResult<SavedActivation>>;
  readonly run: RunShownActivation;
  readonly authentication: { create: CreateAuthentication; test: TestEnteredToken; enterSandbox: EnterSandbox };
}
