import { useTranslations } from 'next-intl';
import { RegionHead } from '#components/ui/surfaces/region.tsx';
import type { ApiDocument } from '#lib/core/api/api-document.ts';
import type { Messages } from '#lib/messages/en.ts';
import { ApiOperationDetails } from './api-operation.tsx';
import { ApiShape } from './api-shape.tsx';

type Tag = keyof Messages['help']['api']['tags'];

/** All operations by tag, and the shapes they refer to. */
export function ApiReference({ document }: { document: ApiDocument }) {
  const t = useTranslations('help.api');
  const { tags, components } = document;
  return (
    <>
      {tags.map(({ name, description }) => (
        <section key={name} aria-labelledby={`tag-${name}`}>
          <RegionHead title={<span id={`tag-${name}`}>{t(`tags.${name as Tag}`)}</span>} note={description} />
          <ul className="border-border border-t">
            {operationsOf(document, name).map(({ method, path, operation }) => (
              <li key={operation.operationId} id={operation.operationId} className="border-border border-b">
                <ApiOperationDetails method={method} path={path} operation={operation} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section aria-labelledby="shapes">
        <RegionHead title={<span id="shapes">{t('shapes.title')}</span>} note={t('shapes.text')} />
        <ul className="border-border border-t">
          {Object.entries(components.schemas).map(([name, schema]) => (
            <li key={name} className="border-border border-b">
              <ApiShape name={name} schema={schema} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function operationsOf({ paths }: ApiDocument, tag: string) {
  return Object.entries(paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod)
      .filter(([, { tags }]) => tags.includes(tag))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}
