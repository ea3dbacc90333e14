import { useTranslations } from 'next-intl';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import type { ActivationOutput, StringSource } from '#lib/core/audience/activation/activation.ts';
import { CUSTOMERS } from '#lib/core/audience/audience-database.ts';
import type { BuildColumns } from '#lib/core/audience/build.ts';
import { BuiltString } from './built-string.tsx';
import type { ShownActivation } from './shown-activation.ts';

interface ShownColumn {
  readonly name: string;
  /** A column, as `table.column`, or a built string. */
  readonly source: string | StringSource;
}

/** The columns of the output, each with what it is filled from. */
export function OutputColumns({ activation: { output, columns } }: { activation: ShownActivation }) {
  const t = useTranslations('activations.page');
  const shown = columnsOf(output, columns);
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
          {shown.map(({ name, source }) => (
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
      <p className="pt-2 text-text-muted text-xs">{t('columnsCount', { count: shown.length })}</p>
    </div>
  );
}

/** In the order of the output. */
function columnsOf({ allColumns, columns, behaviors }: ActivationOutput, built: BuildColumns): readonly ShownColumn[] {
  const attributes = allColumns ? (built.find(({ table }) => table === CUSTOMERS)?.columns ?? []) : [];
  return [
    ...attributes.map(({ name }) => ({ name, source: `${CUSTOMERS}.${name}` })),
    ...columns.map(({ column: name, source }) => ({
      name,
      source: 'column' in source ? `${CUSTOMERS}.${source.column}` : source,
    })),
    ...behaviors.flatMap(({ behaviorTableName: table, formatting, joinRow, columns }) =>
      columns.map(({ column: name, source }) => ({
        name: formatting === 'cols' ? numbered(name, joinRow) : name,
        source: `${table}.${source.column}`,
      })),
    ),
  ];
}

/** The names of the columns that hold one column of several rows. */
function numbered(name: string, rows = 1): string {
  return rows === 1 ? `${name}_1` : `${name}_1 … ${name}_${rows}`;
}
