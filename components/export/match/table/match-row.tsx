import { useTranslations } from 'next-intl';
import { type MouseEvent, useState } from 'react';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { Tone } from '#components/ui/feedback/status-icon.tsx';
import type { OptionGroup } from '#components/ui/forms/option.ts';
import { Td } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import type { ColumnProblem } from '#lib/core/matching/column-problems.ts';
import type { ColumnProfile } from '#lib/core/matching/column-profile.ts';
import type { NameSplitProblem } from '#lib/core/matching/full-names.ts';
import type { MatchableColumn } from '#lib/core/matching/matchable-columns.ts';
import type { PlannedColumn } from '#lib/core/record/plan.ts';
import type { ColumnSample } from '#lib/core/view/upload/column-sample.ts';
import type { MatchState } from './column-states.ts';
import { MatchFields } from './match-fields.tsx';
import { MatchShare } from './match-share.tsx';
import { MatchValues } from './match-values.tsx';

interface MatchRowProps
  extends Pick<ExportMapping, 'mapping' | 'plan' | 'assign' | 'change' | 'split' | 'confirm' | 'connector'> {
  sample: ColumnSample;
  samples: readonly ColumnSample[];
  profile: ColumnProfile | undefined;
  records: number;
  /** The values are still being read. */
  isReading: boolean;
  /** Why its names are probably split incorrectly; `offer` if it has no field and seems to contain full names. */
  names: NameSplitProblem | 'offer' | undefined;
  /** How its values match the values of its field, if the field has a fixed set. */
  matchable: MatchableColumn | undefined;
  problem: ColumnProblem | undefined;
  /** What the column feeds, in the order of its mapping. */
  planned: readonly PlannedColumn[];
  /** The values of other columns to which this one is joined. */
  joinedTo: readonly PlannedColumn[];
  /** Values without a match; 0 if they are not known. */
  openValues: number;
  state: MatchState;
  choices: readonly OptionGroup[];
  shown: boolean;
  onMatchValues: () => void;
}

const TONES = { unsure: 'warning', open: 'warning', matched: 'success', ignored: 'neutral' } as const satisfies Record<
  MatchState,
  Tone
>;

/** A column of the file and the fields it feeds. */
export function MatchRow({ sample, profile, records, planned, joinedTo, state, shown, ...props }: MatchRowProps) {
  const t = useTranslations('exports.match');
  const { samples, openValues, choices, mapping, plan, assign, change, split, connector, confirm: onConfirm } = props;
  const { isReading, names, problem, onMatchValues } = props;
  const { mismatch, needsMeaning = false, isUnconfirmable = false } = props.matchable ?? {};
  const [isSplitting, setSplitting] = useState(false);
  const { column } = sample;
  /** Moves focus to the combobox, because the button disappears. */
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
        <MatchValues sample={sample} field={planned[0]?.field} shown={shown} />
      </Td>
      <Td label={t('filled')} className={profile ? '' : 'max-wide:hidden'}>
        <MatchShare profile={profile} records={records} />
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
          change={change}
          split={split}
          connector={connector}
          profile={profile}
          isSplitting={isSplitting}
          onSplitting={setSplitting}
          isUnsure={state === 'unsure'}
        />
      </Td>
      <Td corner>
        {openValues > 0 || isUnconfirmable ? (
          <LinkButton className="text-sm" onClick={onMatchValues}>
            {needsMeaning ? t('meaning.state') : t('openValues', { count: openValues })}
          </LinkButton>
        ) : mismatch ? (
          <LinkButton className="text-sm" onClick={onMatchValues}>
            {t('mismatch.state', { allowed: mismatch.allowed, checked: mismatch.checked })}
          </LinkButton>
        ) : names && names !== 'offer' ? (
          <LinkButton className="text-sm" onClick={() => setSplitting(true)}>
            {t(`nameSplit.${names}`)}
          </LinkButton>
        ) : problem ? (
          <Badge plain tone="warning">
            {t(`problems.state.${problem.kind}`)}
          </Badge>
        ) : isReading && state === 'matched' ? (
          <span className="text-sm text-text-muted">{t('reading.row')}</span>
        ) : (
          <Badge plain tone={TONES[state]}>
            {t(joinedTo.length > 0 && planned.length === 0 ? 'joined' : stateText(state, planned))}
          </Badge>
        )}
        {names === 'offer' && (
          <LinkButton className="text-xs" onClick={() => setSplitting(true)}>
            {t('nameSplit.offer')}
          </LinkButton>
        )}
        {state === 'unsure' && (
          <LinkButton className="text-xs" aria-label={t('confirmOf', { column })} onClick={confirm}>
            {t('confirm')}
          </LinkButton>
        )}
      </Td>
    </tr>
  );
}

function stateText(state: MatchState, planned: readonly PlannedColumn[]) {
  if (state === 'unsure') return 'alike';
  if (state === 'ignored') return state;
  if (planned.some(({ derived }) => (derived?.indexes.length ?? 0) > 1)) return 'joined';
  return planned.some(({ derived }) => derived?.part !== undefined) ? 'splitUp' : 'matched';
}
