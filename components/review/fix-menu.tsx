import { ChevronDown, ListX, Replace, WandSparkles } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Menu, MenuRule } from '#components/ui/menu.tsx';
import { MenuItem } from '#components/ui/menu-item.tsx';
import { POPUP_LABEL } from '#components/ui/popup-style.ts';
import type { OfferedRepair } from '#lib/core/review/review-view.ts';
import type { Desk } from './desk.ts';
import { useRepairName } from './use-repair-name.ts';

export interface FixMenuProps {
  desk: Desk;
  /** The column that has the focus: its repairs come first. */
  column: string | undefined;
  /** The record that has the focus. */
  record: number | undefined;
  onReplace: () => void;
  onLeaveOut: (what: LeftOut) => void;
}

/** Single records, or all that the filter finds. */
export type LeftOut = readonly number[] | 'found';

/** What can be done to many records at once: safe repairs, each with an example, and what a person decides. */
export function FixMenu({ desk, column, record, onReplace, onLeaveOut }: FixMenuProps) {
  const t = useTranslations('review.fix');
  const format = useFormatter();
  const { view, edits, selection, records } = desk;
  const repairs = view.repairs.toSorted((a, b) => Number(b.column === column) - Number(a.column === column));
  const ticked = [...selection.records];
  const single = ticked.length > 0 ? ticked : record === undefined ? [] : [record];
  return (
    <Menu
      align="start"
      wide
      trigger={
        <Button size="sm" icon={<WandSparkles aria-hidden />} busy={edits.isBusy}>
          {t('menu')}
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      <p className={POPUP_LABEL}>
        {t(repairs.length > 0 ? 'safe' : 'none')}
        {view.job && ` ${t('wholeFile', { id: String(view.job.id) })}`}
      </p>
      {repairs.map((repair) => (
        <RepairItem
          key={`${repair.repair} ${repair.column}`}
          repair={repair}
          onSelect={() => void edits.run({ kind: 'repair', column: repair.column, repair: repair.repair })}
        />
      ))}
      <MenuRule />
      <MenuItem icon={<Replace aria-hidden />} count={<Kbd>Ctrl H</Kbd>} onSelect={onReplace}>
        {t('replace.open')}
      </MenuItem>
      {single.length > 0 && (
        <MenuItem icon={<ListX aria-hidden />} onSelect={() => onLeaveOut(single)}>
          {ticked.length > 0
            ? t('leaveOut.openTicked', { count: ticked.length })
            : t('leaveOut.openOne', { record: single[0] ?? 0 })}
        </MenuItem>
      )}
      {records.found > 0 && (
        <MenuItem
          icon={<ListX aria-hidden />}
          count={format.number(records.found)}
          onSelect={() => onLeaveOut('found')}
        >
          {t('leaveOut.openFound')}
        </MenuItem>
      )}
    </Menu>
  );
}

function RepairItem({ repair, onSelect }: { repair: OfferedRepair; onSelect: () => void }) {
  const t = useTranslations('review.fix');
  const format = useFormatter();
  const nameOf = useRepairName();
  const { column, records, before, after } = repair;
  const example = before !== '' && (
    <span className="block [overflow-wrap:anywhere]">
      {t.rich('becomes', { code: (chunks) => <span className="mono">{chunks}</span>, before, after })}
    </span>
  );
  return (
    <MenuItem
      icon={<WandSparkles aria-hidden />}
      count={format.number(records)}
      onSelect={onSelect}
      example={
        <>
          <span className="mono">{column}</span>
          {example}
        </>
      }
    >
      <b>{nameOf(repair.repair)}</b>
    </MenuItem>
  );
}
