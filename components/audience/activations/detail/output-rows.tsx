import { useFormatter, useTranslations } from 'next-intl';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import type { ActivationBehavior } from '#lib/core/audience/activation/activation.ts';
import type { BuiltTables } from '#lib/core/audience/build.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import type { ShownActivation } from './shown-activation.ts';

/** What becomes a row of the output. */
export function OutputRows({ activation: { output, tables } }: { activation: ShownActivation }) {
  const t = useTranslations('activations.page');
  const textOf = useBehaviorText(tables);
  const { behaviors } = output;
  const hasOneRowPerCustomer = behaviors.every(({ formatting }) => formatting !== 'rows');
  return (
    <Facts>
      <Fact label={t('rows')}>
        <ul className="grid gap-1">
          {hasOneRowPerCustomer && <li>{t('perCustomer')}</li>}
          {behaviors.map((behavior) => (
            <li key={behavior.behaviorTableName}>{textOf(behavior)}</li>
          ))}
        </ul>
      </Fact>
    </Facts>
  );
}

function useBehaviorText(tables: BuiltTables): (behavior: ActivationBehavior) => string {
  const t = useTranslations('activations.page');
  const format = useFormatter();
  return ({ behaviorTableName: table, joinStrategy, joinRow = 1, formatting, orderBy }) => {
    const name = tables.find((built) => built.table === table)?.name ?? table;
    const order = format.list(
      orderBy.map(({ key, order: direction }) => t(direction, { column: key })),
      LIST_FORMAT,
    );
    const rows = t(`behavior.${joinStrategy}`, { behavior: name, order, count: joinRow });
    return formatting === 'cols' ? t('asColumns', { rows }) : rows;
  };
}
