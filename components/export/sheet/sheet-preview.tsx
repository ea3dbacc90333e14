import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { PersonalToggle } from '#components/ui/buttons/personal-toggle.tsx';
import { usePersonalShown } from '#components/ui/hooks/use-personal-shown.ts';
import { RegionHead } from '#components/ui/surfaces/region.tsx';
import type { FirstRow } from '#lib/core/view/upload/first-row.ts';
import { useFirstRows } from '../header/use-first-rows.ts';

export interface SheetPreviewProps {
  file: ExportFile;
  sheet: string;
  maskedRows: readonly FirstRow[];
  /** Another sheet is being read. */
  busy: boolean;
}

/** The column names and first records of the chosen sheet, with the numbers of its rows. */
export function SheetPreview({ file, sheet, maskedRows, busy }: SheetPreviewProps) {
  const t = useTranslations('exports.sheet');
  const label = t('preview', { sheet });
  const [isPersonalShown, setPersonalShown] = usePersonalShown();
  const rows = useFirstRows(file, maskedRows, isPersonalShown).filter(({ row }) => row >= file.headerRow);
  return (
    <section aria-busy={busy} className={clsx('min-w-0', busy && 'opacity-60')}>
      <RegionHead title={label} actions={<PersonalToggle isShown={isPersonalShown} onChange={setPersonalShown} />} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard */}
      <section aria-label={label} tabIndex={0} className="overflow-x-auto rounded-card border border-border">
        <table className="w-full border-collapse text-sm">
          <tbody>
            {rows.map(({ row, cells }) => {
              const isHeader = row === file.headerRow;
              const Cell = isHeader ? 'th' : 'td';
              return (
                <tr key={row} className="border-border border-b last:border-b-0">
                  <th scope="row" className="h-row px-3 text-end font-normal text-text-muted tabular-nums">
                    {t('row', { row })}
                  </th>
                  {cells.map((cell, index) => (
                    <Cell
                      // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other identity
                      key={index}
                      {...(isHeader && { scope: 'col' })}
                      title={cell}
                      className={clsx('max-w-56 truncate px-3 text-start', isHeader && 'font-semibold')}
                    >
                      {cell}
                    </Cell>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}
