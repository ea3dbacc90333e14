import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { FieldName } from '#components/connector/field-name.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Disclosure } from '#components/ui/surfaces/disclosure.tsx';
import { RegionHead } from '#components/ui/surfaces/region.tsx';
import type { FieldFacts } from '#lib/core/api/describe.ts';
import { useGroupName } from '../match/table/use-group-name.ts';

export interface SupportedColumnsProps {
  fields: readonly FieldFacts[];
  identifierSets: readonly (readonly string[])[];
}

const FILE_KINDS = ['excel', 'text', 'objects'] as const;

/**
 * The files that can be read, and the columns that are recognized: required ones, identifiers, then all others by
 * group.
 */
export function SupportedColumns({ fields, identifierSets }: SupportedColumnsProps) {
  const t = useTranslations('exports.understood');
  const groupName = useGroupName();
  const identifiers = new Set(identifierSets.flat());
  const required = fields.filter((field) => field.required);
  const groups = Map.groupBy(
    fields.filter((field) => !field.required && !identifiers.has(field.name)),
    ({ group }) => group,
  );
  return (
    <aside className="grid content-start gap-6 border-border bg-surface p-6 max-xl:border-t xl:border-l max-wide:px-4">
      <section>
        <RegionHead title={t('files')} />
        <ul className="grid gap-1 text-sm">
          {FILE_KINDS.map((kind) => (
            <li key={kind}>{t.rich(`kinds.${kind}`, { b: (text) => <b className="font-semibold">{text}</b> })}</li>
          ))}
        </ul>
        <p className="mt-2 text-text-muted text-xs">{t('detected')}</p>
      </section>
      <section>
        <RegionHead title={t('title')} />
        <p className="text-sm text-text-muted">{t('matching')}</p>
        <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
          <ButtonLink size="sm" href="/exports/template" download="" icon={<Download aria-hidden />}>
            {t('template')}
          </ButtonLink>
          <Link href="/help/fields">{t('all')}</Link>
        </p>
      </section>
      <section>
        <RegionHead level={3} title={t('required')} />
        <FieldList fields={required} />
      </section>
      <section>
        <RegionHead level={3} title={t('identifiers')} />
        <ul className="grid gap-2.5 text-sm">
          {identifierSets.map((set) => (
            <li key={set.join()}>
              <FieldList fields={fields.filter(({ name }) => set.includes(name))} conjunction={t('and')} />
            </li>
          ))}
        </ul>
      </section>
      <section className="grid gap-3">
        <h3 className="font-semibold text-base tracking-normal">{t('optional')}</h3>
        {[...groups].map(([group, members]) => (
          <Disclosure key={group} label={`${groupName(group)} (${members.length})`}>
            <FieldList fields={members} />
          </Disclosure>
        ))}
      </section>
    </aside>
  );
}

/** Fields with their help. Between fields that are required together, `conjunction` is "and". */
function FieldList({ fields, conjunction }: { fields: readonly FieldFacts[]; conjunction?: string }) {
  const t = useTranslations('exports.understood');
  return (
    <dl className="grid gap-2.5 text-sm">
      {fields.map(({ name, help, repeats }, index) => (
        <div key={name}>
          <dt>
            {conjunction && index > 0 && <span className="text-text-muted text-xs">{conjunction} </span>}
            <b className="font-semibold">
              <FieldName code={name} />
            </b>
          </dt>
          <dd className="text-text-muted text-xs">
            {help} {repeats && t('repeats', { first: `${name}_1`, second: `${name}_2` })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
