import { ChevronDown, Clock, Eraser, ListX, Split, WandSparkles } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { Menu, MenuRule } from '#components/ui/overlays/menu.tsx';
import { MenuItem } from '#components/ui/overlays/menu-item.tsx';
import { POPUP_LABEL } from '#components/ui/overlays/popup-style.ts';
import type { OfferedRepair } from '#lib/core/review/review-view.ts';
import type { ReviewContext } from '../review-context.ts';
import { useLeaveOutCounts } from '../use-leave-out-counts.ts';
import { useRepairExamples } from './use-repair-examples.ts';
import { useRepairName } from './use-repair-name.ts';

export interface FixMenuProps {
  context: ReviewContext;
  /** The focused column, whose repairs are listed first. */
  column: string | undefined;
  /** The focused record. */
  record: number | undefined;
  /** Starts a repair that needs a time zone. */
  onTimeZone: (repair: OfferedRepair) => void;
  onLeaveOut: (scope: LeaveOutScope) => void;
}

/** One record, the selected records, or all that match the filter. */
export type LeaveOutScope = { readonly record: number } | 'selected' | 'found';

/** Bulk actions: safe repairs and repairs that need a decision, each with an example, and leaving records out. */
export function FixMenu({ context, column, record, onTimeZone, onLeaveOut }: FixMenuProps) {
  const t = useTranslations('review.fix');
  const { edits, lock } = context;
  return (
    <Menu
      align="start"
      wide
      trigger={
        <Button needs="reviews.write" size="sm" disabled={lock !== undefined} busy={edits.isBusy}>
          {t('menu')}
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <RepairItems context={context} column={column} onTimeZone={onTimeZone} />
      <MenuRule />
      <LeaveOutItems context={context} record={record} onLeaveOut={onLeaveOut} />
    </Menu>
  );
}

/** The kinds of repairs that a person has to decide about. */
const KINDS_TO_DECIDE = [
  { kind: 'choice', label: 'choices' },
  { kind: 'omission', label: 'omissions' },
] as const;

/** The repairs; their examples are fetched when the menu opens. */
function RepairItems({ context, column, onTimeZone }: Pick<FixMenuProps, 'context' | 'column' | 'onTimeZone'>) {
  const t = useTranslations('review.fix');
  const { view, edits } = context;
  const repairs = useRepairExamples(context).toSorted(
    (a, b) => Number(b.column === column) - Number(a.column === column),
  );
  const safe = repairs.filter(({ kind }) => kind === 'safe');
  const run = (offered: OfferedRepair) => {
    if (offered.neededAnswer) return onTimeZone(offered);
    void edits.run({ kind: 'repair', column: offered.column, repair: offered.repair });
  };
  return (
    <>
      <p className={POPUP_LABEL}>
        {t(safe.length > 0 ? 'safe' : 'none')}
        {view.job && ` ${t('wholeFile', { id: String(view.job.id) })}`}
      </p>
      {safe.map((repair) => (
        <RepairItem key={`${repair.repair} ${repair.column}`} repair={repair} onSelect={() => run(repair)} />
      ))}
      {KINDS_TO_DECIDE.map(({ kind, label }) => {
        const offered = repairs.filter((repair) => repair.kind === kind);
        return (
          offered.length > 0 && (
            <Fragment key={kind}>
              <MenuRule />
              <p className={POPUP_LABEL}>{t(label)}</p>
              {offered.map((repair) => (
                <RepairItem key={`${repair.repair} ${repair.column}`} repair={repair} onSelect={() => run(repair)} />
              ))}
            </Fragment>
          )
        );
      })}
    </>
  );
}

/** The records are counted when the menu opens: some in the list may have been fixed since it was loaded. */
function LeaveOutItems({ context, record, onLeaveOut }: Pick<FixMenuProps, 'context' | 'record' | 'onLeaveOut'>) {
  const t = useTranslations('review.fix.leaveOut');
  const format = useFormatter();
  const { foundCount, selectedRecords, isCounting } = useLeaveOutCounts(context);
  const hasSelection = context.selection.records.size > 0;
  return (
    <>
      {hasSelection && (
        <MenuItem
          icon={<ListX aria-hidden />}
          disabled={selectedRecords.length === 0}
          end={isCounting ? '…' : undefined}
          onSelect={() => onLeaveOut('selected')}
        >
          {t('openSelected', { count: isCounting ? context.selection.records.size : selectedRecords.length })}
        </MenuItem>
      )}
      {!hasSelection && record !== undefined && (
        <MenuItem icon={<ListX aria-hidden />} onSelect={() => onLeaveOut({ record })}>
          {t('openOne', { record })}
        </MenuItem>
      )}
      <MenuItem
        icon={<ListX aria-hidden />}
        disabled={foundCount === 0}
        end={isCounting ? '…' : format.number(foundCount)}
        onSelect={() => onLeaveOut('found')}
      >
        {t('openFound')}
      </MenuItem>
    </>
  );
}

function iconOf({ kind, neededAnswer }: OfferedRepair) {
  if (neededAnswer) return <Clock aria-hidden />;
  if (kind === 'omission') return <Eraser aria-hidden />;
  return kind === 'choice' ? <Split aria-hidden /> : <WandSparkles aria-hidden />;
}

function RepairItem({ repair, onSelect }: { repair: OfferedRepair; onSelect: () => void }) {
  const t = useTranslations('review.fix');
  const format = useFormatter();
  const nameOf = useRepairName();
  const { column, records, before, after, neededAnswer, kind } = repair;
  const beforeExample = (kind === 'omission' || neededAnswer) && before !== '' && (
    <span className="line-clamp-3 [overflow-wrap:anywhere]">
      {t.rich('such', { code: (chunks) => <span className="mono">{chunks}</span>, before })}
    </span>
  );
  const example = before !== '' && after !== '' && !neededAnswer && (
    <span className="line-clamp-3 [overflow-wrap:anywhere]">
      {t.rich('becomes', { code: (chunks) => <span className="mono">{chunks}</span>, before, after })}
    </span>
  );
  return (
    <MenuItem
      icon={iconOf(repair)}
      end={format.number(records)}
      onSelect={onSelect}
      note={
        <>
          <span className="mono">{column}</span>
          {example || beforeExample}
        </>
      }
    >
      <b>
        {nameOf(repair.repair)}
        {neededAnswer && '…'}
      </b>
    </MenuItem>
  );
}
