import { useTranslations } from 'next-intl';
import { useFieldText } from '#components/connector/use-field-name.ts';
import { useCodeText } from '#components/http/use-code-text.ts';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { RegionHead } from '#components/ui/surfaces/region.tsx';
import { CopyButton } from '#components/ui/text/copy-button.tsx';
import type { Inspected, InspectedValue } from '#lib/core/hashing/inspect-value.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';
import { VisibleText } from './visible-text.tsx';

export interface InspectedResultProps {
  field: FieldSpec;
  cell: string;
  inspected: Inspected;
}

/** The text that is hashed and its hash, and the issues of the value, which are announced to screen readers. */
export function InspectedResult({ field, cell, inspected: { values, issues } }: InspectedResultProps) {
  const t = useTranslations('inspector.result');
  const textOf = useCodeText('issues');
  const fieldText = useFieldText();
  return (
    <section aria-labelledby="inspected">
      <RegionHead title={<span id="inspected">{t('title', { field: fieldText(field.name) })}</span>} />
      <div className="grid gap-4">
        {issues.map(({ severity, code, params }) => (
          <Banner key={code} tone={severity} title={t(severity)} live>
            {textOf(code, params)}
          </Banner>
        ))}
        {values.map((value) => (
          <HashedValue key={value.hash} value={value} />
        ))}
        {values.length === 0 && issues.length === 0 && (
          <p className="text-text-muted">{cell === '' ? t('nothingYet') : t('missing')}</p>
        )}
      </div>
    </section>
  );
}

function HashedValue({ value: { text, hash } }: { value: InspectedValue }) {
  const t = useTranslations('inspector.result');
  return (
    <dl className="grid gap-3 text-sm">
      <div>
        <dt className="mb-1 flex min-h-6 items-center justify-between font-medium text-text-muted text-xs">
          {t('text')}
          {text !== null && <CopyButton text={text} label={t('text')} iconOnly />}
        </dt>
        <dd>{text === null ? <p>{t('wasHash')}</p> : <VisibleText text={text} />}</dd>
      </div>
      <div>
        <dt className="mb-1 flex min-h-6 items-center justify-between font-medium text-text-muted text-xs">
          {t('hash')}
          <CopyButton text={hash} label={t('hash')} iconOnly />
        </dt>
        <dd>
          <VisibleText text={hash} />
        </dd>
      </div>
    </dl>
  );
}
