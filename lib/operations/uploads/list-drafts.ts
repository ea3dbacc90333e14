import type { Authentication } from '../../core/access/authentication.ts';
import type { FileDraft, UnsentFile } from '../../core/export/draft-list.ts';
import { DRAFT_RETENTION_MS } from '../../core/export/export-draft.ts';
import type { Settings } from '../../core/settings/settings.ts';

export interface ListDraftsOptions {
  readonly drafts: { unsent(): readonly UnsentFile[] };
  readonly retention: { dueAt(upload: number, days: number): number | null };
  readonly authentications: { all(): readonly Pick<Authentication, 'id' | 'target'>[] };
  readonly settings: { current(): Pick<Settings, 'retention_days'> };
}

/** The files that were uploaded and not sent yet, the last changed one first. */
export function listDrafts({ drafts, retention, authentications, settings }: ListDraftsOptions): readonly FileDraft[] {
  const { retention_days: days } = settings.current();
  const live = new Set(authentications.all().flatMap(({ id, target }) => (target === 'live' ? [id] : [])));
  // What was chosen for the sandbox has arrived there; for a live account that was only a rehearsal.
  const isSent = ({ isRehearsed, draft }: UnsentFile) => isRehearsed && !live.has(draft.form?.authentication ?? 0);
  const unsent = drafts.unsent().filter((file) => !isSent(file));
  return unsent
    .map(({ draft, isRehearsed: _, ...file }) => ({
      ...file,
      step: draft.step ?? null,
      choicesUntil: file.changedAt === null ? null : file.changedAt + DRAFT_RETENTION_MS,
      keptUntil: retention.dueAt(file.id, days),
    }))
    .sort((a, b) => (b.changedAt ?? b.createdAt) - (a.changedAt ?? a.createdAt));
}
