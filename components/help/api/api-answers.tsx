import { useTranslations } from 'next-intl';
import { type ApiAnswer, type ApiOperation, typeOf } from '#lib/core/api/api-document.ts';
import { shapeId } from './api-shape.tsx';

/** What an operation answers, by status; what goes wrong is the same everywhere. */
export function ApiAnswers({ responses }: Pick<ApiOperation, 'responses'>) {
  const t = useTranslations('help.api');
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
      <b className="font-semibold">{t('answer')}</b>
      {Object.entries(responses)
        .flatMap(([status, answer]) => ('$ref' in answer ? [] : [{ status, answer }]))
        .map(({ status, answer }) => (
          <span key={status}>
            <code className="mono">{status}</code> <AnswerContent answer={answer} />
          </span>
        ))}
    </p>
  );
}

/** A shape that has an entry of its own, or what kind of file it is. */
function AnswerContent({ answer: { content, description } }: { answer: ApiAnswer }) {
  const t = useTranslations('help.api');
  const schema = content?.['application/json']?.schema;
  if (!schema?.['$ref']) return <span className="text-text-muted">{content ? description : t('noContent')}</span>;
  const name = typeOf(schema);
  return (
    <a href={`#${shapeId(name)}`} className="mono link-underline">
      {name}
    </a>
  );
}
