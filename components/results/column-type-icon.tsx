import { columnGlyph } from '#lib/core/query/column-glyph.ts';

/** The symbol of a column's type; the type itself is in the title. */
export function ColumnTypeIcon({ type }: { type: string }) {
  return (
    <span aria-hidden title={type} className="mr-1.5 inline-block min-w-5 font-bold font-mono text-2xs text-text-faint">
      {columnGlyph(type)}
    </span>
  );
}
