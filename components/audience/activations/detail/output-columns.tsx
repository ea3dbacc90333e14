import { useTranslations } from 'next-intl';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import type { StringSource } from '#lib/core/audience/activation/activation.ts';
import { groupByPath, type NamedOutput, namedOutputs } from '#lib/core/audience/activation/named-outputs.ts';
import { BuiltString } from './built-string.tsx';
import type { ShownActivation } from './shown-activation.ts';

interface ShownColumn {
  readonly name: string;
  /** A column, as `table.column`, or a built string. */
  readonly source: string | StringSource;
}

/** The columns of the output, each with its source. */
export function OutputColumns({ activation: { output, tables } }: { activation: ShownActivation }) {
  const t = useTranslations('activations.page');
  const outputs = namedOutputs(output, tables);
  return (
    <div className="pt-3">
      <Table label={t('columns')}>
        <thead>
          <tr>
            <Th>{t('name')}</Th>
            <Th>{t('source')}</Th>
          </tr>
        </thead>
        <tbody>
          {shownColumns(outputs).map(({ name, source }) => (
            <Tr key={name}>
              <RowHead className="mono font-normal! [overflow-wrap:anywhere]">{name}</RowHead>
              <Td muted className="[overflow-wrap:anywhere]">
                {typeof source === 'string' ? (
                  <span className="mono">{source}</span>
                ) : (
                  <>
                    <BuiltString source={source} /> <span className="text-xs">({t('fixed')})</span>
                  </>
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <p className="pt-2 text-text-muted text-xs">{t('columnsCount', { count: outputs.length })}</p>
    </div>
  );
}

/** In the order of the output; the numbered columns of several rows are shown as one. */
function shownColumns(outputs: readonly NamedOutput[]): readonly ShownColumn[] {
  return groupByPath(outputs).flatMap(([first, ...others]) => {
    const source = first?.string ?? (first?.source && `${first.source.table}.${first.source.column}`);
    if (!first || !source) return [];
    const last = others.at(-1);
    return { name: last ? `${first.name} … ${last.name}` : first.name, source };
  });
}
