import type { Authentication } from '../../core/access/authentication.ts';
import type { FileDraft, UnsentFile } from '../../core/export/draft-list.ts';
import { DRAFT_RETENTION_MS, stepReached } from '../../core/export/export-draft.ts';
import type { NumericSettings } from '../../core/settings/numeric-settings.ts';

export interface ListDraftsOptions {
  readonly drafts: { unsent(): Promise<readonly UnsentFile[]> };
  readonly retention: { dueAt(upload: number, days: number): Promise<number | null> };
  readonly authentications: { all(): Promise<readonly Pick<Authentication, 'id' | 'target'>[]> };
  readonly settings: { current(): Promise<Pick<NumericSettings, 'retention_days'>> };
}

/** The files that were uploaded and not sent yet, the most recently changed first. */
export async function listDrafts({
  drafts,
  retention,
  authentications,
  settings,
}: ListDraftsOptions): Promise<readonly FileDraft[]> {
  const { retention_days: days } = await settings.current();
  const liveIds = new Set((await authentications.all()).flatMap(({ id, target }) => (target === 'live' ? [id] : [])));
  // For a sandbox authentication, a file that reached the sandbox is sent; for a live one, that was only a rehearsal.
  const isSent = ({ isRehearsed, draft }: UnsentFile) => isRehearsed && !liveIds.has(draft.form?.authentication ?? 0);
  const unsent = (await drafts.unsent()).filter((file) => !isSent(file));
  const files: FileDraft[] = [];
  for (const { draft, isEdited, isRehearsed: _, ...file } of unsent)
    files.push({
      ...file,
      step: stepReached(draft, isEdited) ?? null,
      choicesUntil: file.changedAt === null ? null : file.changedAt + DRAFT_RETENTION_MS,
      keptUntil: await retention.dueAt(file.id, days),
    });
  return files.sort((a, b) => (b.changedAt ?? b.createdAt) - (a.changedAt ?? a.createdAt));
}
