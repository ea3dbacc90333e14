import { useTranslations } from 'next-intl';
import { FieldName } from '#components/connector/field-name.tsx';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import type { Connector } from '#lib/core/connector/connector.ts';
import type { Plan, PlannedColumn } from '#lib/core/record/plan.ts';

/** The required fields and identifiers, each with the columns mapped to it. */
export function MatchOverview({ connector, plan }: { connector: Connector; plan: Plan }) {
  const t = useTranslations('exports.match');
  const required = connector.fields.filter((field) => field.required);
  return (
    <aside className="grid content-start gap-6 border-border p-6 max-xl:border-t xl:border-l max-wide:px-4">
      <section>
        <h2 className="mb-2.5 font-semibold text-base tracking-normal">{t('required')}</h2>
        <ul className="grid gap-3 text-sm">
          {required.map(({ name }) => (
            <RequiredFields key={name} names={[name]} columns={plan.columns} missingTone="error" />
          ))}
        </ul>
      </section>
      <section>
        <h2 className="mb-2.5 font-semibold text-base tracking-normal">{t('identifiers')}</h2>
        <ul className="grid gap-3 text-sm">
          {connector.identifierSets.map((set) => (
            <RequiredFields key={set.join()} names={set} columns={plan.columns} missingTone="neutral" />
          ))}
        </ul>
      </section>
      <p className="text-text-muted text-xs">{t('hidden')}</p>
      <p className="text-text-muted text-xs">{t('hashing')}</p>
    </aside>
  );
}

interface RequiredFieldsProps {
  /** Fields that are required together. */
  names: readonly string[];
  columns: readonly PlannedColumn[];
  missingTone: 'error' | 'neutral';
}

function RequiredFields({ names, columns, missingTone }: RequiredFieldsProps) {
  const t = useTranslations('exports.match');
  const sourcesOf = (name: string) =>
    columns
      .filter(({ field }) => field.name === name)
      .map(({ column, constant }) => (constant === undefined ? column : t('constantSource', { value: constant })));
  const isMapped = names.every((name) => sourcesOf(name).length > 0);
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5">
      <StatusIcon
        tone={isMapped ? 'success' : missingTone}
        label={t(isMapped ? 'given' : 'notGiven')}
        className={`mt-0.5 size-4 ${isMapped ? 'text-success' : missingTone === 'error' ? 'text-error' : 'text-text-muted'}`}
      />
      <div className="grid gap-1.5">
        {names.map((name) => (
          <div key={name}>
            <FieldName code={name} />
            <span className="block text-text-muted text-xs [overflow-wrap:anywhere]">
              {sourcesOf(name).join(', ') || t('noColumn')}
            </span>
          </div>
        ))}
      </div>
    </li>
  );
}
