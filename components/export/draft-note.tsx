import { useTranslations } from 'next-intl';
import { useExportDraft } from '#components/export-steps/export-draft.ts';
import type { ExportFile } from '#components/export-steps/export-file.ts';

/** Shows whether the draft of the export is saved. */
export function DraftNote({ file }: { file: ExportFile }) {
  const t = useTranslations('exports.draft');
  const { state, refusal } = useExportDraft(file);
  const isSaved = state === null && Object.keys(file.draft).length > 0;
  const key = state === 'failed' && refusal !== undefined ? 'failedBecause' : state;
  return <span role="status">{key ? t(key, { message: refusal ?? '' }) : isSaved && t('saved')}</span>;
}
