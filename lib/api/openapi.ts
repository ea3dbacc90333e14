import packageFile from '../../package.json' with { type: 'json' };
import {
  type ApiAnswer,
  type ApiDocument,
  type ApiOperation,
  type ApiParameter,
  type JsonSchema,
  membersOf,
  REFERENCE,
} from '../core/api-document.ts';
import type { Locale } from '../messages/locale.ts';
import { messagesOf } from '../messages/translate.ts';
import { API_PATH } from './address.ts';
import { FILE_TYPES, isFileType } from './file-type.ts';
import { componentSchemas, inputSchemaOf } from './json-schema.ts';
import { PROBLEM_TYPE } from './problem.ts';
import { idsIn, isAskedInQuery, isKept, isWord, type Method, type Route, TAGS } from './route.ts';
import { routes } from './routes.ts';
import { shapes } from './shapes/named.ts';

/** The document of the API, made of the routes and their schemas; texts are in the language that is asked for. */
export function openApiDocument(locale: Locale = 'en'): ApiDocument {
  const texts = { ...messagesOf('setting-help', locale), ...messagesOf('api-operations', locale) };
  const paths: Record<string, Record<string, ApiOperation>> = {};
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

const METHODS: readonly Method[] = ['GET', 'POST', 'PATCH', 'DELETE'];

/** By tag, then by path: what is about all of something stands before what is about one. */
function inOrder(all: readonly Route[]): readonly Route[] {
  const byPath = all.toSorted((a, b) =>
    a.path === b.path ? METHODS.indexOf(a.method) - METHODS.indexOf(b.method) : a.path < b.path ? -1 : 1,
  );
  return TAGS.flatMap((tag) => byPath.filter((route) => route.tag === tag));
}

type Texts = Readonly<Record<string, string>>;

function operationOf(route: Route, texts: Texts): ApiOperation {
  const schema = describedInput(route, texts);
  const body = bodyOf(route, schema);
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: texts[route.id] ?? '',
    parameters: [...idParameters(route, texts), ...queryOf(route, schema), ...headersOf(route, texts)],
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

/** What a route may be asked, each name with what it means: here, or wherever it stands. */
function describedInput(route: Route, texts: Texts): JsonSchema {
  const { properties, ...schema } = inputSchemaOf(route);
  const described = Object.entries(properties).map(([name, member]) => {
    const description = texts[`${route.id}_${name}`] ?? texts[`member_${name}`] ?? texts[name] ?? '';
    return [name, { ...member, description }];
  });
  return { ...schema, properties: Object.fromEntries(described) };
}

function idParameters({ path }: Route, texts: Texts): ApiParameter[] {
  return idsIn(path).map((name) => {
    const schema = isWord(name) ? { type: 'string' } : { type: 'integer', minimum: 1 };
    return { name, in: 'path', required: true, schema, description: texts[`id_${name}`] ?? '' };
  });
}

function queryOf(route: Route, input: JsonSchema): ApiParameter[] {
  if (!isAskedInQuery(route)) return [];
  return membersOf(input).map(({ name, required, schema: { description, ...schema } }) => {
    return { name, in: 'query', required, schema, description: String(description) };
  });
}

function headersOf(route: Route, texts: Texts): ApiParameter[] {
  const header = (name: string, description: string | undefined): ApiParameter => {
    return { name, in: 'header', required: false, schema: { type: 'string' }, description: description ?? '' };
  };
  return [
    ...(isKept(route) ? [header('Idempotency-Key', texts['header_idempotency_key'])] : []),
    ...(route.isUpload ? [header('Content-Digest', texts['header_content_digest'])] : []),
  ];
}

function bodyOf(route: Route, schema: JsonSchema): ApiOperation['requestBody'] {
  if (route.isUpload) return { required: true, content: { 'application/octet-stream': {}, 'text/csv': {} } };
  const members = membersOf(schema);
  if (isAskedInQuery(route) || members.length === 0) return undefined;
  return { required: members.some(({ required }) => required), content: { 'application/json': { schema } } };
}

function answerOf({ answer, status }: Route, texts: Texts): Record<string, ApiAnswer> {
  if (answer === 'nothing') return { 204: { description: texts['done'] ?? '' } };
  if (isFileType(answer)) {
    const { media, schema } = FILE_TYPES[answer];
    return { 200: { description: answer.toUpperCase(), content: { [media]: { schema } } } };
  }
  const name = shapes.get(answer)?.id;
  if (name === undefined) throw new Error('an answer has no name');
  const schema = { $ref: REFERENCE + name };
  return { [status ?? 200]: { description: name, content: { 'application/json': { schema } } } };
}
