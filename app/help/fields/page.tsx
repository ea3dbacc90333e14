import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { FieldGroup } from '#components/help/field-group.tsx';
import { FieldRules } from '#components/help/field-rules.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { connectors } from '#lib/connectors/registry.ts';
import { describeFields } from '#lib/core/api/describe.ts';
import { fieldHelp } from '#lib/messages/translate.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('help.fields'))('title') };
}

export default async function FieldsHelp() {
  const t = await getTranslations('help.fields');
  const locale = await getLocale();
  const facts = connectors.flatMap(({ fields }) => describeFields(fields, (name) => fieldHelp(name, locale)));
  const groups = Map.groupBy(facts, ({ group }) => group);
  const required = facts.filter((field) => field.required).length;
  return (
    <Sheet>
      <SheetHead title={t('title')} />
      <SheetBody padded={false}>
        <div className="grid gap-8 p-6 max-wide:px-4 max-wide:pt-4">
          <p className="max-w-[68ch] text-text-muted">{t('lead', { count: facts.length, required })}</p>
          <FieldRules />
          {[...groups].map(([group, fields]) => (
            <FieldGroup key={group} group={group} fields={fields} />
          ))}
        </div>
      </SheetBody>
    </Sheet>
  );
}
