import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { useFieldName } from '#components/connector/use-field-name.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { Tone } from '#components/ui/feedback/status-icon.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import type { OptionGroup } from '#components/ui/forms/option.ts';
import { Td } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { columnName, type PlannedColumn } from '#lib/core/record/plan.ts';
import { useGroupName } from './field-group.ts';
import { choicesWith, NOT_SENT } from './match-choices.ts';
import type { ColumnSample } from './match-column.ts';
import type { MatchState } from './match-filter.tsx';
import { MatchValues } from './match-values.tsx';

interface MatchRowProps {
  sample: ColumnSample;
  planned: PlannedColumn | undefined;
  state: MatchState;
  choices: readonly OptionGroup[];
  shown: boolean;
  onAssign: (column: string, name: string | null) => void;
  onConfirm: (column: string) => void;
}

const TONES = { unsure: 'warning', matched: 'success', ignored: 'neutral' } as const satisfies Record<MatchState, Tone>;

/** A column of the file and the field it is mapped to. */
export function MatchRow({ sample, planned, state, choices, shown, onAssign, onConfirm }: MatchRowProps) {
  const t = useTranslations('exports.match');
  const groupName = useGroupName();
  const nameOf = useFieldName();
  const { column } = sample;
  /** Moves focus to the combobox, because the button disappears. */
  const confirm = ({ currentTarget }: MouseEvent) => {
    currentTarget.closest('tr')?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
    onConfirm(column);
  };
  return (
    <tr>
      <RowHead className={planned ? '' : 'font-normal!'}>
        <code className="[overflow-wrap:anywhere]">{column}</code>
      </RowHead>
      <Td label={t('values')} cut>
        <MatchValues sample={sample} field={planned?.field} shown={shown} />
      </Td>
      <Td label={t('field')}>
        <span className="flex w-full min-w-0 items-center gap-3">
          <ArrowRight aria-hidden className="size-4 flex-none text-text-muted max-wide:hidden" />
          <Combobox
            controlSize="sm"
            warning={state === 'unsure'}
            className="wide:w-64"
            label={t('fieldOf', { column })}
            searchPlaceholder={t('search')}
            choices={choicesWith(choices, planned, groupName, nameOf)}
            value={planned ? columnName(planned.field, planned.suffix) : NOT_SENT}
            onValueChange={(name) => onAssign(column, name === NOT_SENT ? null : name)}
          />
        </span>
      </Td>
      <Td corner>
        <Badge plain tone={TONES[state]}>
          {t(state === 'unsure' ? 'alike' : state)}
        </Badge>
        {state === 'unsure' && (
          <LinkButton className="text-xs" aria-label={t('confirmOf', { column })} onClick={confirm}>
            {t('confirm')}
          </LinkButton>
        )}
      </Td>
    </tr>
  );
}
