import { ArrowRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import type { OptionGroup } from '#components/ui/option.ts';
import { Td } from '#components/ui/table-cell.tsx';
import { RowHead } from '#components/ui/table-head.tsx';
import { columnName, type PlannedColumn } from '#lib/core/plan.ts';
import { useGroupName } from './field-group.ts';
import { choicesWith, NOT_SENT } from './match-choices.ts';
import type { ColumnSample } from './match-column.ts';
import { MatchValues } from './match-values.tsx';

interface MatchRowProps {
  sample: ColumnSample;
  planned: PlannedColumn | undefined;
  choices: readonly OptionGroup[];
  shown: boolean;
  onAssign: (column: string, name: string | null) => void;
}

/** One column of the file, and the field it feeds. */
export function MatchRow({ sample, planned, choices, shown, onAssign }: MatchRowProps) {
  const t = useTranslations('exports.match');
  const groupName = useGroupName();
  const { column } = sample;
  return (
    <tr>
      <RowHead className={planned ? '' : 'font-normal!'}>
        <code className="[overflow-wrap:anywhere]">{column}</code>
      </RowHead>
      <Td label={t('values')} cut>
        <MatchValues sample={sample} field={planned?.field} shown={shown} />
      </Td>
      <Td label={t('field')}>
        <span className="flex w-full items-center gap-3">
          <ArrowRight aria-hidden className="size-4 flex-none text-text-muted max-wide:hidden" />
          <Combobox
            controlSize="sm"
            className="wide:w-52"
            label={t('fieldOf', { column })}
            searchPlaceholder={t('search')}
            choices={choicesWith(choices, planned, groupName)}
            value={planned ? columnName(planned.field, planned.suffix) : NOT_SENT}
            onValueChange={(name) => onAssign(column, name === NOT_SENT ? null : name)}
          />
        </span>
      </Td>
      <Td corner>
        <Badge plain tone={planned ? 'success' : 'neutral'}>
          {t(planned ? 'matched' : 'ignored')}
        </Badge>
      </Td>
    </tr>
  );
}
