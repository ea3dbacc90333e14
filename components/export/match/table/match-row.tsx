import { useTranslations } from 'next-intl';
import { type MouseEvent, useState } from 'react';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import type { OptionGroup } from '#components/ui/forms/option.ts';
import { Td } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import type { ColumnProfile } from '#lib/core/matching/column-profile.ts';
import type { ColumnSample } from '#lib/core/view/upload/column-sample.ts';
import { MatchFields } from './match-fields.tsx';
import { MatchRowState, type MatchRowStateProps } from './match-row-state.tsx';
import { MatchShare } from './match-share.tsx';
import { MatchValues } from './match-values.tsx';

interface MatchRowProps
  extends Omit<MatchRowStateProps, 'onSplit'>,
    Pick<ExportMapping, 'mapping' | 'plan' | 'assign' | 'join' | 'split' | 'confirm' | 'connector'> {
  sample: ColumnSample;
  samples: readonly ColumnSample[];
  profile: ColumnProfile | undefined;
  recordCount: number;
  choices: readonly OptionGroup[];
  isPersonalShown: boolean;
}

/** A column of the file and the fields it feeds. */
export function MatchRow({
  sample,
  profile,
  recordCount,
  planned,
  joinedTo,
  state,
  isPersonalShown,
  ...props
}: MatchRowProps) {
  const t = useTranslations('exports.match');
  const { samples, choices, mapping, plan, assign, join, split, connector, confirm: onConfirm } = props;
  const { isReading, personNameFinding, matchableColumn, openValueCount, problem, onMatchValues } = props;
  const [isSplitting, setSplitting] = useState(false);
  const { column } = sample;
  /** Confirms the field. Moves focus to the combobox, because the button disappears. */
  const confirm = ({ currentTarget }: MouseEvent) => {
    currentTarget.closest('tr')?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
    onConfirm(column);
  };
  return (
    <tr>
      <RowHead className={planned.length > 0 ? '' : 'font-normal!'}>
        <code className="[overflow-wrap:anywhere]">{column}</code>
      </RowHead>
      <Td label={t('values')} cut>
        <MatchValues sample={sample} field={planned[0]?.field} isPersonalShown={isPersonalShown} />
      </Td>
      <Td label={t('filled')} className={profile ? '' : 'max-wide:hidden'}>
        <MatchShare profile={profile} recordCount={recordCount} />
      </Td>
      <Td label={t('field')}>
        <MatchFields
          sample={sample}
          samples={samples}
          planned={planned}
          joinedTo={joinedTo}
          choices={choices}
          mapping={mapping}
          plan={plan}
          assign={assign}
          join={join}
          split={split}
          connector={connector}
          profile={profile}
          isSplitting={isSplitting}
          onSplitting={setSplitting}
          isUnsure={state === 'unsure'}
        />
      </Td>
      <Td corner>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <MatchRowState
            state={state}
            isReading={isReading}
            personNameFinding={personNameFinding}
            matchableColumn={matchableColumn}
            problem={problem}
            planned={planned}
            joinedTo={joinedTo}
            openValueCount={openValueCount}
            onMatchValues={onMatchValues}
            onSplit={() => setSplitting(true)}
          />
          {personNameFinding === 'offer' && (
            <LinkButton className="text-xs" onClick={() => setSplitting(true)}>
              {t('nameSplit.offer')}
            </LinkButton>
          )}
          {state === 'unsure' && (
            <LinkButton className="text-xs" aria-label={t('confirmOf', { column })} onClick={confirm}>
              {t('confirm')}
            </LinkButton>
          )}
        </span>
      </Td>
    </tr>
  );
}
