import packageFile from '../../package.json' with { type: 'json' };
import { FILE_TYPES, isFileType } from '../commands/file-type.ts';
import { shapes } from '../commands/shapes/shape-registry.ts';
import {
  type ApiDocument,
  type ApiOperation,
  type ApiParameter,
  type ApiResponse,
  type JsonSchema,
  membersOf,
  REFERENCE,
} from '../core/api/api-document.ts';
import type { Locale } from '../messages/locale.ts';
import { messagesOf } from '../messages/translate.ts';
import { componentSchemas, inputSchemaOf } from './json-schema.ts';
import { PROBLEM_TYPE } from './problem.ts';
import { API_PATH } from './request-path.ts';
import { acceptsIdempotencyKey, idsIn, isNameId, type Method, type Route, TAGS, takesQuery } from './route.ts';
import { routes } from './routes.ts';

/** The OpenAPI document, generated from the routes and their schemas, with texts in a locale. */
export function openApiDocument(locale: Locale = 'en'): ApiDocument {
  const texts = { ...messagesOf('setting-help', locale), ...messagesOf('api-operations', locale) };
  const paths: Record<string, Record<string, ApiOperation>> = {};
  for (const route of sortRoutes(routes)) {
    const operation = operationOf(route, texts);
    paths[API_PATH + route.path] = { ...paths[API_PATH + route.path], [route.method.toLowerCase()]: operation };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Conversion Console',
      version: packageFile.version,
      description: texts['description'] ?? '',
      contact: { name: texts['contact'] ?? '' },
      license: { name: packageFile.license, identifier: packageFile.license },
    },
    servers: [{ url: '/' }],
    security: [{ apiKey: [] }],
    tags: TAGS.map((name) => ({ name, description: texts[`tag_${name}`] ?? '' })),
    paths,
    components: {
      schemas: componentSchemas(),
      responses: problemResponses(texts),
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
    },
  };
}

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Sorts routes by tag, then by path, so that operations on a collection come before those on one item. */
function sortRoutes(unsorted: readonly Route[]): readonly Route[] {
  const byPath = unsorted.toSorted(compareRoutes);
  return TAGS.flatMap((tag) => byPath.filter((route) => route.tag === tag));
}

function compareRoutes(a: Route, b: Route): number {
  if (a.path === b.path) return METHODS.indexOf(a.method) - METHODS.indexOf(b.method);
  return a.path < b.path ? -1 : 1;
}

type Texts = Readonly<Record<string, string>>;

function operationOf(route: Route, texts: Texts): ApiOperation {
  const schema = describedInput(route, texts);
  const body = bodyOf(route, schema);
  return {
    operationId: route.command.id,
    tags: [route.tag],
    summary: texts[route.command.id] ?? '',
    description: descriptionOf(route, texts),
    parameters: [...idParameters(route, texts), ...queryOf(route, schema), ...headersOf(route, texts)],
    ...(body && { requestBody: body }),
    responses: {
      ...successOf(route, texts),
      ...Object.fromEntries(
        errorStatusesOf(route, body).map((status) => [status, { $ref: responseReference(status) }]),
      ),
      default: { $ref: responseReference('default') },
    },
  };
}

/** The description of an operation: one sentence for each property of its route. */
function descriptionOf(route: Route, texts: Texts): string {
  const sentences = [
    `${texts[route.command.id] ?? ''}${texts['sentence_end'] ?? ''}`,
    ...(route.isUpload ? [texts['about_upload']] : []),
    ...(acceptsIdempotencyKey(route) ? [texts['about_once']] : []),
    ...(takesQuery(route) && 'cursor' in route.command.input.shape ? [texts['about_page']] : []),
    ...(isFileType(route.command.answer) ? [texts['about_file']] : []),
    ...(route.command.answer === 'nothing' ? [texts['about_nothing']] : []),
    texts['about_key'],
  ];
  return sentences.join('');
}

const ERROR_STATUSES = [400, 401, 404, 409, 413, 422] as const;
type ErrorStatus = (typeof ERROR_STATUSES)[number];

const responseName = (status: ErrorStatus | 'default') => (status === 'default' ? 'Problem' : `Problem${status}`);
const responseReference = (status: ErrorStatus | 'default') => `#/components/responses/${responseName(status)}`;

/** The error responses. All have the problem shape, and differ only in status and meaning. */
function problemResponses(texts: Texts): Record<string, ApiResponse> {
  const content = { [PROBLEM_TYPE]: { schema: { $ref: `${REFERENCE}Problem` } } };
  const errors = ERROR_STATUSES.map((status) => [
    responseName(status),
    { description: texts[`refused_${status}`] ?? '', content },
  ]);
  return { ...Object.fromEntries(errors), [responseName('default')]: { description: texts['problem'] ?? '', content } };
}

function errorStatusesOf(route: Route, body: ApiOperation['requestBody']): readonly ErrorStatus[] {
  const isPossible: Readonly<Record<ErrorStatus, boolean>> = {
    400: body !== undefined || acceptsIdempotencyKey(route),
    401: true,
    404: idsIn(route.path).length > 0,
    409: route.method !== 'GET' || isFileType(route.command.answer),
    413: body !== undefined,
    422: true,
  };
  return ERROR_STATUSES.filter((status) => isPossible[status]);
}

/** The input schema with descriptions: the operation's own text for a member, or the common one. */
function describedInput(route: Route, texts: Texts): JsonSchema {
  const { properties, ...schema } = inputSchemaOf(route);
  const described = Object.entries(properties).map(([name, member]) => {
    const description = texts[`${route.command.id}_${name}`] ?? texts[`member_${name}`] ?? texts[name] ?? '';
    return [name, { ...member, description }];
  });
  return { ...schema, properties: Object.fromEntries(described) };
}

function idParameters({ path }: Route, texts: Texts): ApiParameter[] {
  return idsIn(path).map((name) => {
    const schema = isNameId(name) ? { type: 'string' } : { type: 'integer', minimum: 1 };
    return { name, in: 'path', required: true, schema, description: texts[`id_${name}`] ?? '' };
  });
}

function queryOf(route: Route, input: JsonSchema): ApiParameter[] {
  if (!takesQuery(route)) return [];
  return membersOf(input).map(({ name, required, schema: { description, ...schema } }) => {
    return { name, in: 'query', required, schema, description: String(description) };
  });
}

function headersOf(route: Route, texts: Texts): ApiParameter[] {
  const header = (name: string, description: string | undefined): ApiParameter => {
    return { name, in: 'header', required: false, schema: { type: 'string' }, description: description ?? '' };
  };
  return [
    ...(acceptsIdempotencyKey(route) ? [header('Idempotency-Key', texts['header_idempotency_key'])] : []),
    ...(route.isUpload ? [header('Content-Digest', texts['header_content_digest'])] : []),
  ];
}

function bodyOf(route: Route, schema: JsonSchema): ApiOperation['requestBody'] {
  if (route.isUpload) return { required: true, content: { 'application/octet-stream': {}, 'text/csv': {} } };
  const members = membersOf(schema);
  if (takesQuery(route) || members.length === 0) return undefined;
  return { required: members.some(({ required }) => required), content: { 'application/json': { schema } } };
}

function successOf({ command: { answer }, status }: Route, texts: Texts): Record<string, ApiResponse> {
  if (answer === 'nothing') return { 204: { description: texts['done'] ?? '' } };
  if (isFileType(answer)) {
    const { media, schema } = FILE_TYPES[answer];
    return { 200: { description: answer.toUpperCase(), content: { [media]: { schema } } } };
  }
  const name = shapes.get(answer)?.id;
  if (name === undefined) throw new Error('a response shape is not registered');
  const schema = { $ref: REFERENCE + name };
  return { [status ?? 200]: { description: name, content: { 'application/json': { schema } } } };
}
