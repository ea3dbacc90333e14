import packageFile from '../../package.json' with { type: 'json' };
import {
  type ApiAnswer,
  type ApiDocument,
  type ApiOperation,
  type ApiParameter,
  type JsonSchema,
  membersOf,
  REFERENCE,
} from '../core/api/api-document.ts';
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
      responses: problemAnswers(texts),
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
    },
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
    description: descriptionOf(route, texts),
    parameters: [...idParameters(route, texts), ...queryOf(route, schema), ...headersOf(route, texts)],
    ...(body && { requestBody: body }),
    responses: {
      ...answerOf(route, texts),
      ...Object.fromEntries(refusalsOf(route, body).map((status) => [status, { $ref: answerReference(status) }])),
      default: { $ref: answerReference('default') },
    },
  };
}

/** The description of an operation: a sentence for each property of its row. */
function descriptionOf(route: Route, texts: Texts): string {
  const about = [
    `${texts[route.id] ?? ''}${texts['sentence_end'] ?? ''}`,
    ...(route.isUpload ? [texts['about_upload']] : []),
    ...(isKept(route) ? [texts['about_once']] : []),
    ...(isAskedInQuery(route) && 'cursor' in route.input.shape ? [texts['about_page']] : []),
    ...(isFileType(route.answer) ? [texts['about_file']] : []),
    ...(route.answer === 'nothing' ? [texts['about_nothing']] : []),
    texts['about_key'],
  ];
  return about.join('');
}

const REFUSALS = [400, 401, 404, 409, 413, 422] as const;
type RefusalStatus = (typeof REFUSALS)[number];

const answerName = (status: RefusalStatus | 'default') => (status === 'default' ? 'Problem' : `Problem${status}`);
const answerReference = (status: RefusalStatus | 'default') => `#/components/responses/${answerName(status)}`;

/** Every refusal is a problem; what differs is the status and what it means. */
function problemAnswers(texts: Texts): Record<string, ApiAnswer> {
  const content = { [PROBLEM_TYPE]: { schema: { $ref: `${REFERENCE}Problem` } } };
  const refusals = REFUSALS.map((status) => [
    answerName(status),
    { description: texts[`refused_${status}`] ?? '', content },
  ]);
  return { ...Object.fromEntries(refusals), [answerName('default')]: { description: texts['problem'] ?? '', content } };
}

function refusalsOf(route: Route, body: ApiOperation['requestBody']): readonly RefusalStatus[] {
  const canBe: Readonly<Record<RefusalStatus, boolean>> = {
    400: body !== undefined || isKept(route),
    401: true,
    404: idsIn(route.path).length > 0,
    409: route.method !== 'GET' || isFileType(route.answer),
    413: body !== undefined,
    422: true,
  };
  return REFUSALS.filter((status) => canBe[status]);
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
