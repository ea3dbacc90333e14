import { Combine, Plus, SplitSquareHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Fragment, useState } from 'react';
import { useFieldName, useFieldText } from '#components/connector/use-field-name.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import type { OptionGroup } from '#components/ui/forms/option.ts';
import { MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import type { ColumnProfile } from '#lib/core/matching/column-profile.ts';
import { targetsOf } from '#lib/core/record/field-target.ts';
import { columnName, type PlannedColumn } from '#lib/core/record/plan.ts';
import type { ColumnSample } from '#lib/core/view/upload/column-sample.ts';
import { JoinDialog } from '../target/join-dialog.tsx';
import { SplitDialog } from '../target/split-dialog.tsx';
import { JoinedColumns } from './joined-columns.tsx';
import { choicesOfJoined, choicesWith, NO_FIELD } from './match-choices.ts';
import { useGroupName } from './use-group-name.ts';

export interface MatchFieldsProps
  extends Pick<ExportMapping, 'mapping' | 'plan' | 'assign' | 'join' | 'split' | 'connector'> {
  sample: ColumnSample;
  samples: readonly ColumnSample[];
  /** What the column feeds, in the order of its mapping. */
  planned: readonly PlannedColumn[];
  /** The values of other columns to which this column is joined. */
  joinedTo: readonly PlannedColumn[];
  choices: readonly OptionGroup[];
  isUnsure: boolean;
  profile: ColumnProfile | undefined;
  isSplitting: boolean;
  onSplitting: (isSplitting: boolean) => void;
}

/** The fields that a column feeds, and how their values are made. */
export function MatchFields({ sample, samples, planned, joinedTo, choices, ...props }: MatchFieldsProps) {
  const t = useTranslations('exports.match');
  const groupName = useGroupName();
  const nameOf = useFieldName();
  const fieldText = useFieldText();
  const [isAdding, setAdding] = useState(false);
  /** The position of the field whose value is being joined. */
  const [joiningAt, setJoiningAt] = useState<number>();
  const { column } = sample;
  const { mapping, plan, assign, join, split, connector, profile, isUnsure, isSplitting, onSplitting } = props;
  const targets = targetsOf(mapping[column]);
  const rows: (PlannedColumn | undefined)[] = planned.length === 0 || isAdding ? [...planned, undefined] : [...planned];
  const nameAt = (fieldIndex: number) =>
    planned[fieldIndex] && columnName(planned[fieldIndex].field, planned[fieldIndex].suffix);
  const pick = (name: string, fieldIndex: number) => {
    setAdding(false);
    if (name !== NO_FIELD || fieldIndex < targets.length) assign(column, name === NO_FIELD ? null : name, fieldIndex);
  };
  const hasField = planned.length > 0;
  const isOnlyJoined = !hasField && joinedTo.length > 0;
  const shownChoices = isOnlyJoined ? choicesOfJoined(choices, t('onlyJoined')) : choices;
  return (
    <span className="flex w-full min-w-0 items-start gap-1">
      <span className="grid min-w-0 flex-1 gap-1">
        {rows.map((row, fieldIndex) => (
          <Fragment key={nameAt(fieldIndex) ?? NO_FIELD}>
            <Combobox
              controlSize="sm"
              warning={isUnsure && fieldIndex === 0}
              className="w-full"
              defaultOpen={isAdding && fieldIndex === planned.length}
              label={
                fieldIndex === 0 ? t('fieldOf', { column }) : t('furtherFieldOf', { column, number: fieldIndex + 1 })
              }
              searchPlaceholder={t('search')}
              choices={choicesWith(shownChoices, row, groupName, nameOf)}
              value={nameAt(fieldIndex) ?? NO_FIELD}
              onValueChange={(name) => pick(name, fieldIndex)}
            />
            {row && <JoinedColumns planned={row} plan={plan} />}
          </Fragment>
        ))}
        {joinedTo.map((other) => (
          <JoinedColumns key={columnName(other.field, other.suffix)} planned={other} plan={plan} />
        ))}
      </span>
      <MoreMenu itemName={column} size="sm">
        {hasField && (
          <MenuItem icon={<Plus aria-hidden />} onSelect={() => setAdding(true)}>
            {t('addField')}
          </MenuItem>
        )}
        {planned.map(({ field, suffix }, fieldIndex) => (
          <MenuItem
            key={columnName(field, suffix)}
            icon={<Combine aria-hidden />}
            onSelect={() => setJoiningAt(fieldIndex)}
          >
            {planned.length === 1
              ? t('join.action')
              : t('join.actionFor', { field: fieldText(columnName(field, suffix)) })}
          </MenuItem>
        ))}
        <MenuItem icon={<SplitSquareHorizontal aria-hidden />} onSelect={() => onSplitting(true)}>
          {t('split.action')}
        </MenuItem>
      </MoreMenu>
      {joiningAt !== undefined && (
        <JoinDialog
          column={column}
          samples={samples}
          target={targets[joiningAt]}
          fieldIndex={joiningAt}
          join={join}
          onClose={() => setJoiningAt(undefined)}
        />
      )}
      {isSplitting && (
        <SplitDialog
          column={column}
          samples={samples}
          profile={profile}
          targets={targets}
          choices={choices}
          split={split}
          connector={connector}
          onClose={() => onSplitting(false)}
        />
      )}
    </span>
  );
}
