import packageFile from '../../package.json' with { type: 'json' };
import type { Locale } from '../messages/locale.ts';
import { messagesOf } from '../messages/translate.ts';
import { API_PATH } from './address.ts';
import { componentSchemas, inputSchemaOf, type JsonSchema, REFERENCE } from './json-schema.ts';
import { PROBLEM_TYPE } from './problem.ts';
import { idsIn, isAskedInQuery, type Route, TAGS } from './route.ts';
import { routes } from './routes.ts';
import { shapes } from './shapes/named.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly description?: string;
  readonly explode?: boolean;
}

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer>>;
}

interface Media {
  readonly schema?: JsonSchema;
}

interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, Media>>;
}

export type OpenApiDocument = ReturnType<typeof openApiDocument>;

/** The document of the API, made of the routes and their schemas; texts are in the language that is asked for. */
export function openApiDocument(locale: Locale = 'en') {
  const texts = messagesOf('api-operations', locale);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of inOrder(routes)) {
    const operation = operationOf(route, texts);
    paths[API_PATH + route.path] = { ...paths[API_PATH + route.path], [route.method.toLowerCase()]: operation };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Conversion Console', version: packageFile.version, description: texts['description'] ?? '' },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }],
    tags: TAGS.map((name) => ({ name, description: texts[`tag_${name}`] ?? '' })),
    paths,
    components: { schemas: componentSchemas(), securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } },
  };
}

/** By tag, then as the files of routes list them. */
function inOrder(all: readonly Route[]): readonly Route[] {
  return TAGS.flatMap((tag) => all.filter((route) => route.tag === tag));
}

function operationOf(route: Route, texts: Readonly<Record<string, string>>): Operation {
  const body = bodyOf(route);
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: texts[route.id] ?? '',
    parameters: parametersOf(route, texts),
    ...(body && { requestBody: body }),
    responses: {
      ...answerOf(route, texts),
      default: {
        description: texts['problem'] ?? '',
        content: { [PROBLEM_TYPE]: { schema: { $ref: `${REFERENCE}Problem` } } },
      },
    },
  };
}

function parametersOf(route: Route, texts: Readonly<Record<string, string>>): Parameter[] {
  const ids = idsIn(route.path).map(
    (name): Parameter => ({ name, in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }),
  );
  const { properties, required } = inputSchemaOf(route);
  const asked = Object.entries(isAskedInQuery(route) ? properties : {}).map(([name, schema]): Parameter => {
    const description = texts[`parameter_${name}`];
    const isRequired = required.includes(name);
    return {
      ...{ name, in: 'query', required: isRequired, schema },
      ...(description !== undefined && { description }),
      ...(isList(schema) && { explode: false }),
    };
  });
  return [...ids, ...asked, ...headersOf(route, texts)];
}

function isList(schema: JsonSchema): boolean {
  return schema['type'] === 'array';
}

function headersOf({ method, isNeverKept, isUpload }: Route, texts: Readonly<Record<string, string>>): Parameter[] {
  const header = (name: string, description: string | undefined): Parameter => {
    return { name, in: 'header', required: false, schema: { type: 'string' }, description: description ?? '' };
  };
  const isKept = method === 'POST' && !isNeverKept;
  return [
    ...(isKept ? [header('Idempotency-Key', texts['header_idempotency_key'])] : []),
    ...(isUpload ? [header('Content-Digest', texts['header_content_digest'])] : []),
  ];
}

function bodyOf(route: Route): Operation['requestBody'] {
  if (route.isUpload) return { required: true, content: { 'application/octet-stream': {}, 'text/csv': {} } };
  const schema = inputSchemaOf(route);
  if (isAskedInQuery(route) || Object.keys(schema.properties).length === 0) return undefined;
  return { required: schema.required.length > 0, content: { 'application/json': { schema: { ...schema } } } };
}

function answerOf({ answer, status }: Route, texts: Readonly<Record<string, string>>): Record<string, Answer> {
  if (answer === 'nothing') return { 204: { description: texts['done'] ?? '' } };
  if (answer === 'csv') return { 200: { description: 'CSV', content: { 'text/csv': { schema: { type: 'string' } } } } };
  const name = shapes.get(answer)?.id;
  if (name === undefined) throw new Error('an answer has no name');
  const schema = { $ref: REFERENCE + name };
  return { [status ?? 200]: { description: name, content: { 'application/json': { schema } } } };
}
