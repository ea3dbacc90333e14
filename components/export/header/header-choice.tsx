import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { PersonalToggle } from '#components/ui/buttons/personal-toggle.tsx';
import { usePersonalShown } from '#components/ui/hooks/use-personal-shown.ts';
import { RegionHead } from '#components/ui/surfaces/region.tsx';
import { NO_HEADER_ROW } from '#lib/core/upload/file-format.ts';
import type { FirstRow } from '#lib/core/view/upload/first-row.ts';
import { HeaderCandidate } from './header-candidate.tsx';
import { useFirstRows } from './use-first-rows.ts';

export interface HeaderChoiceProps {
  file: ExportFile;
  maskedRows: readonly FirstRow[];
  /** The chosen row, even before the file has been re-read with it. */
  chosenRow: number;
  /** How many column names look like fields. */
  knownCount: number;
  disabled: boolean;
  onChoose: (row: number) => void;
}

/** The first rows of the file, to choose the header from. */
export function HeaderChoice({ file, chosenRow, maskedRows, knownCount, disabled, onChoose }: HeaderChoiceProps) {
  const t = useTranslations('exports.header');
  const name = useId();
  const [isPersonalShown, setPersonalShown] = usePersonalShown();
  const rows = useFirstRows(file, maskedRows, isPersonalShown);
  const columnCount = Math.max(1, ...rows.map(({ cells }) => cells.length));
  const isJsonl = file.format === 'jsonl';
  const namedCount = file.header.filter((column) => column !== '').length;
  const reasonParams = { row: chosenRow, known: knownCount, named: namedCount };
  const reason = chosenRow === NO_HEADER_ROW ? t('help') : t('reason', reasonParams);
  const choice = { name, disabled, chosenRow, onChoose };
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{t('choose')}</legend>
      <RegionHead
        title={t(isJsonl ? 'titleJsonl' : 'choose')}
        note={isJsonl ? t('helpJsonl') : reason}
        actions={<PersonalToggle isShown={isPersonalShown} onChange={setPersonalShown} />}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard */}
      <section aria-label={t('table')} tabIndex={0} className="overflow-x-auto">
        <table aria-label={t('table')} className="w-full border-collapse text-sm">
          <tbody>
            {isJsonl && <NamesRow header={file.header} />}
            {rows.map((row) => (
              <HeaderCandidate
                key={row.row}
                row={withNames(row, file)}
                columnCount={columnCount}
                choice={isJsonl ? undefined : choice}
              />
            ))}
            {!isJsonl && (
              <HeaderCandidate
                row={{ row: NO_HEADER_ROW, line: 0, cells: [t('noneHelp')], isMasked: false }}
                columnCount={columnCount}
                choice={choice}
              />
            )}
          </tbody>
        </table>
      </section>
    </fieldset>
  );
}

/**
 * If the file was read with this row as the header, replaces the cells with the column names that the console uses, in
 * which duplicates are numbered. Returns other rows unchanged.
 */
function withNames(row: FirstRow, { header, headerRow }: ExportFile): FirstRow {
  return row.row === headerRow ? { ...row, cells: row.cells.map((cell, index) => header[index] ?? cell) } : row;
}

const MAX_NAMES = 30;

function NamesRow({ header }: { header: readonly string[] }) {
  return (
    <tr>
      <td />
      {header.slice(0, MAX_NAMES).map((name) => (
        <th
          key={name}
          scope="col"
          className="h-row max-w-56 truncate border-border border-b px-3 text-start font-semibold"
        >
          <code>{name}</code>
        </th>
      ))}
    </tr>
  );
}
