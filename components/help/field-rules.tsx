import { useTranslations } from 'next-intl';
import { prose } from '#components/ui/text/prose.tsx';

const RULES = ['names', 'values', 'arrays', 'items', 'hashing'] as const;

/** Rules that apply to all fields. */
export function FieldRules() {
  const t = useTranslations('help.fields');
  return (
    <dl className="grid wide:grid-cols-2 gap-x-10 gap-y-5 text-sm">
      {RULES.map((rule) => (
        <div key={rule} className="max-w-[62ch]">
          <dt className="font-semibold">{t(`${rule}.title`)}</dt>
          <dd className="text-pretty text-text-muted">{t.rich(`${rule}.text`, prose)}</dd>
        </div>
      ))}
    </dl>
  );
}
