import { useTranslations } from 'next-intl';
import { Fragment } from 'react';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import type { StringParameter, StringSource } from '#lib/core/audience/activation/activation.ts';
import { PLACEHOLDER } from '#lib/core/audience/activation/string-parameters.ts';

/** The parts of a built string, in their order. */
export function BuiltString({ source: { string, parameters } }: { source: StringSource }) {
  const parts = string.split(PLACEHOLDER).map((text, index) => {
    // Odd indexes hold what PLACEHOLDER captured.
    if (index % 2 === 0) return text;
    return text === '$' ? '$' : (parameters[Number(text) - 1] ?? '');
  });
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is identified by its position
    <Fragment key={index}>{typeof part === 'string' ? part : <BuiltPart part={part} />}</Fragment>
  ));
}

function BuiltPart({ part }: { part: StringParameter }) {
  const t = useTranslations('activations.page.parts');
  if (part.type === 'String') return <span className="text-text">{part.string}</span>;
  return (
    <Tag>
      {t(part.type)}
      {part.type === 'Timestamp' && <span className="mono font-normal">{part.format}</span>}
    </Tag>
  );
}
