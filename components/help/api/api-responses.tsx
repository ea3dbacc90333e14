import { useTranslations } from 'next-intl';
import { type ApiOperation, type ApiResponse, typeOf } from '#lib/core/api/api-document.ts';
import { shapeId } from './api-shape.tsx';

/** The responses of an operation by status. Omits the errors, all of which are `$ref`s shared by all operations. */
export function ApiResponses({ responses }: Pick<ApiOperation, 'responses'>) {
  const t = useTranslations('help.api');
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
      <b className="font-semibold">{t('answer')}</b>
      {Object.entries(responses)
        .flatMap(([status, response]) => ('$ref' in response ? [] : [{ status, response }]))
        .map(({ status, response }) => (
          <span key={status}>
            <code className="mono">{status}</code> <ResponseContent response={response} />
          </span>
        ))}
    </p>
  );
}

/** The name of a documented shape, the kind of file, or that there is no content. */
function ResponseContent({ response: { content, description } }: { response: ApiResponse }) {
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
