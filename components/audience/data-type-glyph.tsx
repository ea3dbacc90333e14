import { useTranslations } from 'next-intl';
import type { DataType } from '#lib/core/audience/data-type.ts';

const GLYPHS: Readonly<Record<DataType, string>> = {
  string: 'Ab',
  number: '#',
  timestamp: '◷',
  date: '◷',
  boolean: '◐',
  string_array: '[]',
  number_array: '[]',
};

/** The symbol of an attribute's type. */
export function DataTypeGlyph({ type }: { type: DataType | undefined }) {
  const t = useTranslations('parent-segments.types');
  return (
    <span
      aria-hidden
      title={type && t(type)}
      className="inline-block min-w-4 flex-none font-bold font-mono text-2xs text-text-faint"
    >
      {type === undefined ? '?' : GLYPHS[type]}
    </span>
  );
}
