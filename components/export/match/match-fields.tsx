import { Combine, Plus, SplitSquareHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFieldName } from '#components/connector/use-field-name.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import type { OptionGroup } from '#components/ui/forms/option.ts';
import { MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import { targetsOf } from '#lib/core/record/field-target.ts';
import { columnName, type PlannedColumn } from '#lib/core/record/plan.ts';
import { useGroupName } from './field-group.ts';
import { choicesWith, NOT_SENT } from './match-choices.ts';
import type { ColumnSample } from './match-column.ts';
import { JoinDialog } from './target/join-dialog.tsx';
import { SplitDialog } from './target/split-dialog.tsx';

export interface MatchFieldsProps extends Pick<ExportMapping, 'mapping' | 'assign' | 'change'> {
  sample: ColumnSample;
  samples: readonly ColumnSample[];
  /** What the column feeds, in the order of its mapping. */
  planned: readonly PlannedColumn[];
  choices: readonly OptionGroup[];
  isUnsure: boolean;
}

/** The fields that a column feeds, and how their values are made. */
export function MatchFields({ sample, samples, planned, choices, isUnsure, ...matching }: MatchFieldsProps) {
  const t = useTranslations('exports.match');
  const groupName = useGroupName();
  const nameOf = useFieldName();
  const [isAdding, setAdding] = useState(false);
  const [dialog, setDialog] = useState<'join' | 'split' | null>(null);
  const { column } = sample;
  const { mapping, assign, change } = matching;
  const targets = targetsOf(mapping[column]);
  const shown: (PlannedColumn | undefined)[] =
    planned.length === 0 || isAdding ? [...planned, undefined] : [...planned];
  const own = (at: number) => planned[at] && columnName(planned[at].field, planned[at].suffix);
  const pick = (name: string, at: number) => {
    setAdding(false);
    if (name !== NOT_SENT || at < targets.length) assign(column, name === NOT_SENT ? null : name, at);
  };
  const dialogProps = { column, samples, targets, change, onClose: () => setDialog(null) };
  return (
    <span className="flex w-full min-w-0 items-start gap-1">
      <span className="grid min-w-0 flex-1 gap-1">
        {shown.map((each, at) => (
          <Combobox
            key={own(at) ?? NOT_SENT}
            controlSize="sm"
            warning={isUnsure && at === 0}
            className="w-full"
            label={at === 0 ? t('fieldOf', { column }) : t('furtherFieldOf', { column, number: at + 1 })}
            searchPlaceholder={t('search')}
            choices={choicesWith(choices, each, groupName, nameOf)}
            value={own(at) ?? NOT_SENT}
            onValueChange={(name) => pick(name, at)}
          />
        ))}
      </span>
      {planned.length > 0 && (
        <MoreMenu of={column} size="sm">
          <MenuItem icon={<Plus aria-hidden />} onSelect={() => setAdding(true)}>
            {t('addField')}
          </MenuItem>
          <MenuItem icon={<Combine aria-hidden />} onSelect={() => setDialog('join')}>
            {t('join.action')}
          </MenuItem>
          <MenuItem icon={<SplitSquareHorizontal aria-hidden />} onSelect={() => setDialog('split')}>
            {t('split.action')}
          </MenuItem>
        </MoreMenu>
      )}
      {dialog === 'join' && <JoinDialog {...dialogProps} />}
      {dialog === 'split' && <SplitDialog {...dialogProps} />}
    </span>
  );
}
