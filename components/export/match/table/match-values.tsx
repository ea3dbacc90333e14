import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import type { FieldSpec } from '#lib/core/record/field.ts';
import { isPersonal, masked } from '#lib/core/record/personal.ts';
import type { ColumnSample } from '#lib/core/view/upload/column-sample.ts';

export interface MatchValuesProps {
  sample: ColumnSample;
  /** The mapped field. Values of unmapped columns may be personal and are hidden, too. */
  field: FieldSpec | undefined;
  isPersonalShown: boolean;
}

/** The first values of a column. Values that may be personal are hidden until requested. */
export function MatchValues({ sample: { values, isMasked }, field, isPersonalShown }: MatchValuesProps) {
  const t = useTranslations('exports.match');
  if (values.length === 0) return <span className="text-text-faint">{t('noValues')}</span>;
  const isHidden = !isPersonalShown && (field === undefined || isPersonal(field));
  const texts = isHidden && !isMasked ? values.map(masked) : values;
  return (
    <span className="block truncate text-text-muted" title={texts.join(' · ')}>
      {texts.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: values have no other identity and may be equal once masked
        <Fragment key={index}>
          {index > 0 && ' · '}
          {text}
        </Fragment>
      ))}
    </span>
  );
}
