import type { ExportDraft } from './export-draft.ts';

/** An uploaded file that has not been sent yet. Times are milliseconds since 1970. */
export interface FileDraft {
  /** ID of the upload. */
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly createdAt: number;
  /** The furthest step reached; null if nothing was chosen yet, or the choices are no longer kept. */
  readonly step: string | null;
  /** When a choice was last changed; null without choices. */
  readonly changedAt: number | null;
  /** When the choices will be deleted unless one is changed; null without choices. */
  readonly choicesUntil: number | null;
  /** When the file will be deleted; null while a trial of it runs. */
  readonly keptUntil: number | null;
  /** How many jobs sent events of the file as test events or to the sandbox. */
  readonly trialCount: number;
}

/** A file for which no job sends real events. */
export interface UnsentFile
  extends Pick<FileDraft, 'id' | 'name' | 'bytes' | 'createdAt' | 'changedAt' | 'trialCount'> {
  readonly draft: ExportDraft;
  /** Whether all of its records were sent to the sandbox. */
  readonly isRehearsed: boolean;
  /** Whether a person edited values in its review. */
  readonly isEdited: boolean;
}
