import { clsx } from 'clsx';
import { EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { RegionHead } from '#components/ui/surfaces/region.tsx';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { recordsOf, type SheetSummary, suggestedSheet } from '#lib/core/upload/workbook.ts';

export interface SheetChoiceProps {
  sheets: readonly SheetSummary[];
  selected: string;
  disabled: boolean;
  onChoose: (name: string) => void;
}

/** The sheets of a workbook, one of which is read, with what each seems to contain. */
export function SheetChoice({ sheets, selected, disabled, onChoose }: SheetChoiceProps) {
  const t = useTranslations('exports.sheet');
  const group = useId();
  const suggested = suggestedSheet(sheets)?.name;
  const hasChoice = sheets.filter(({ rows }) => rows > 0).length > 1;
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{t('choose')}</legend>
      <RegionHead title={t('choose')} note={t('count', { count: sheets.length })} />
      <ul className="divide-y divide-border overflow-hidden rounded-card border border-border">
        {sheets.map((sheet) => (
          <li key={sheet.name}>
            <label
              className={clsx(
                'flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 has-disabled:cursor-not-allowed',
                sheet.name === selected && 'bg-surface-selected',
              )}
            >
              <input
                type="radio"
                name={group}
                checked={sheet.name === selected}
                disabled={disabled || sheet.rows === 0}
                onChange={() => onChoose(sheet.name)}
                className="size-4.5 flex-none accent-accent"
              />
              <span className="min-w-40 flex-1">
                <span className="flex flex-wrap items-center gap-2">
                  <b className="font-semibold [overflow-wrap:anywhere]">{sheet.name}</b>
                  {sheet.name === suggested && hasChoice && (
                    <span className="font-medium text-accent text-xs">
                      {t('suggestedFor', { known: sheet.header?.known ?? 0 })}
                    </span>
                  )}
                  {sheet.visibility !== 'visible' && (
                    <Tag>
                      <EyeOff aria-hidden className="size-3.5" />
                      {t(sheet.visibility)}
                    </Tag>
                  )}
                </span>
                <span className="block text-text-muted text-xs">
                  <SheetContent {...sheet} />
                </span>
              </span>
              <span className="text-sm text-text-muted tabular-nums">
                <SheetSize {...sheet} />
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function SheetContent({ header }: SheetSummary) {
  const t = useTranslations('exports.sheet');
  if (!header) return t('empty');
  return t('header', { row: header.line, known: header.known });
}

function SheetSize(sheet: SheetSummary) {
  const t = useTranslations('exports.sheet');
  if (sheet.rows === 0) return null;
  return t(sheet.isCounted ? 'size' : 'sizeAtLeast', { records: recordsOf(sheet), columns: sheet.columns });
}
