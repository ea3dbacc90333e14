import type { Authentication } from '../access/authentication.ts';
import type { Upload } from '../upload/upload.ts';
import type { FirstStep } from './first-steps.ts';
import type { JobSummary } from './job-view.ts';

/** Something that does not go on until a person does something. */
export type Waiting =
  | { readonly kind: 'refused'; readonly authentication: Pick<Authentication, 'id' | 'name'>; readonly since: number }
  | { readonly kind: 'paused'; readonly reason: string; readonly jobs: readonly number[] }
  /** Created for another address than the worker's. */
  | { readonly kind: 'elsewhere'; readonly jobs: readonly number[] }
  | { readonly kind: 'uncertain'; readonly job: number; readonly records: number }
  | { readonly kind: 'unfinished'; readonly id: string; readonly name: string; readonly percent: number }
  /** A file that no job was made of; a draft has what was decided for its export. */
  | { readonly kind: 'unexported'; readonly upload: Pick<Upload, 'id' | 'name'>; readonly hasDraft: boolean };

/** What the first page shows, at one moment. */
export interface HomeView {
  readonly taken: readonly FirstStep[];
  /** The newest of each, to say what a step was taken with. */
  readonly authentication: Pick<Authentication, 'id' | 'name'> | null;
  readonly file: string | null;
  /** Whether any authentication sends real events. */
  readonly hasLive: boolean;
  /** Newest first. */
  readonly jobs: readonly JobSummary[];
  readonly waiting: readonly Waiting[];
}
