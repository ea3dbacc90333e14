import type { Authentication } from '../access/authentication.ts';
import type { Upload } from '../upload/upload.ts';
import type { FirstStep } from './first-step.ts';
import type { JobSummary } from './job-view.ts';

/** Something that waits for a person. */
export type Waiting =
  /** An authentication whose token the receiving service has refused, and when. */
  | { readonly kind: 'refused'; readonly authentication: Pick<Authentication, 'id' | 'name'>; readonly since: number }
  | { readonly kind: 'paused'; readonly reason: string; readonly jobs: readonly number[] }
  /** Queued jobs that were created for another destination or Trino server than the worker's. */
  | { readonly kind: 'elsewhere'; readonly jobs: readonly number[] }
  | { readonly kind: 'uncertain'; readonly job: number; readonly records: number }
  /** An export with records that can be fixed and sent again; `job` is its first job. */
  | {
      readonly kind: 'open';
      readonly job: number;
      readonly file: string;
      readonly rejected: number;
      readonly invalid: number;
    }
  /** A file that has not been received completely. */
  | { readonly kind: 'unfinished'; readonly id: string; readonly name: string; readonly percent: number }
  /** A file without a job, and whether choices for its export are stored. */
  | { readonly kind: 'unexported'; readonly upload: Pick<Upload, 'id' | 'name'>; readonly hasDraft: boolean };

/** The data of the home page. */
export interface HomeView {
  readonly stepsTaken: readonly FirstStep[];
  /** The newest authentication and the name of the newest file, shown with the steps that were taken. */
  readonly authentication: Pick<Authentication, 'id' | 'name'> | null;
  readonly fileName: string | null;
  /** Whether any authentication sends real events. */
  readonly hasRealAuthentication: boolean;
  /** Newest first. */
  readonly jobs: readonly JobSummary[];
  readonly waiting: readonly Waiting[];
}
