import { CircleCheck, CornerDownRight } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useFieldName } from '#components/connector/use-field-name.ts';
import type { RepeatChoice } from '#lib/core/job/job.ts';
import type { RepeatRow } from '#lib/core/review/repeats/repeats-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import type { GridColumn } from '../grid/review-columns.ts';

export interface RepeatStateProps {
  row: RepeatRow;
  columns: readonly GridColumn[];
  choice: RepeatChoice;
}

/** Whether a record is sent with this choice: every record, or only the first or the last one of its event. */
export function isSent({ record, first, last }: RepeatRow, choice: RepeatChoice): boolean {
  return choice === 'keep' || record === (choice === 'first' ? first : last);
}

/** What happens to a record, and how it differs from the first one of its event. */
export function RepeatState({ row, columns, choice }: RepeatStateProps) {
  const t = useTranslations('review.repeats.state');
  const differences = useDifferences(columns);
  const { record, first } = row;
  const willBeSent = isSent(row, choice);
  const texts = record === first ? [t('first')] : [t('same', { record: first }), differences(row)];
  if (choice !== 'keep') texts.push(t(willBeSent ? 'sent' : 'leftOut'));
  const Icon = record === first ? CircleCheck : CornerDownRight;
  const look = willBeSent && choice !== 'keep' ? 'text-success' : 'text-text-muted';
  return (
    <span className={`flex items-start gap-1.5 ${look}`}>
      <Icon aria-hidden className={`mt-0.5 size-3.75 flex-none ${record === first ? '' : 'ml-1.5'}`} />
      <span>{texts.join(' · ')}</span>
    </span>
  );
}

const MAX_NAMED = 2;

function useDifferences(columns: readonly GridColumn[]): (row: RepeatRow) => string {
  const t = useTranslations('review.repeats.state');
  const nameOf = useFieldName();
  const format = useFormatter();
  return ({ differing }) => {
    const names = differing.map((name) => {
      const field = columns.find(({ column }) => column === name)?.field;
      return (field && nameOf(field)) || name;
    });
    if (names.length === 0) return t('identical');
    const more = Math.max(0, names.length - MAX_NAMED);
    return t('differs', { columns: format.list(names.slice(0, MAX_NAMED), LIST_FORMAT), more, count: names.length });
  };
}
