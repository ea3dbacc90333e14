import { FileUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EXPORT_STEPS, exportPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Td } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { Bytes } from '#components/ui/text/bytes.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { FileDraft } from '#lib/core/export/draft-list.ts';
import { type DeleteDraft, DeleteDraftButton } from './delete-draft-button.tsx';

export function DraftRow({ draft, remove }: { draft: FileDraft; remove: DeleteDraft }) {
  const t = useTranslations('drafts');
  const steps = useTranslations('exports.steps');
  const { id, name, bytes, createdAt, changedAt, keptUntil, trialCount } = draft;
  const step = EXPORT_STEPS.find((each) => each === draft.step);
  return (
    <tr>
      <RowHead className="wide:max-w-96">
        <span className="flex min-w-0 items-center gap-2">
          <FileUp aria-hidden className="size-4 flex-none text-text-muted" />
          <Link href={exportPath(id)} className="min-w-0 truncate" title={name}>
            {name}
          </Link>
          {trialCount > 0 && <Badge tone="test">{t('tried')}</Badge>}
        </span>
      </RowHead>
      <Td label={t('columns.step')}>{step ? steps(step) : t('notBegun')}</Td>
      <Td label={t('columns.size')} end muted>
        <Bytes value={bytes} />
      </Td>
      <Td label={t('columns.uploaded')} muted>
        <Time value={createdAt} />
      </Td>
      <Td label={t('columns.changed')} muted>
        {changedAt === null ? '—' : <Time value={changedAt} />}
      </Td>
      <Td label={t('columns.keptUntil')} muted>
        <KeptUntil draft={draft} />
      </Td>
      <Td corner end>
        <span className="inline-flex items-center justify-end gap-1">
          <ButtonLink needs="uploads.write" size="sm" href={exportPath(id)} aria-label={t('continueOf', { name })}>
            {t('continue')}
          </ButtonLink>
          <DeleteDraftButton draft={draft} remove={remove} isTrialRunning={keptUntil === null} />
        </span>
      </Td>
    </tr>
  );
}

/** When the file is deleted, and when its choices are, if that is earlier. */
function KeptUntil({ draft: { keptUntil, choicesUntil } }: { draft: FileDraft }) {
  const t = useTranslations('drafts');
  if (keptUntil === null) return t('trialRunning');
  const areChoicesDeletedEarlier = choicesUntil !== null && choicesUntil < keptUntil;
  return (
    <span>
      <Time value={keptUntil} shape="date" />
      {areChoicesDeletedEarlier && (
        <span className="block text-text-muted text-xs">
          {t.rich('choicesUntil', { date: () => <Time value={choicesUntil} shape="date" /> })}
        </span>
      )}
    </span>
  );
}
